import type { ErrorRequestHandler, Request, Response } from 'express';
import { AppError, toAppError, type ErrorCode } from '../errors';
import type { Log } from '../log';
import type { Cookies } from './cookies';
import { rememberReturnPath } from './middleware/signed-in';
import { ProblemPage } from './pages/problem';
import { HTTP_REASONS, refusal, type HttpReason } from './refusal';
import { sendPage } from './send-page';

const STATUS: Record<ErrorCode, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
};

/** Refusals that HTTP names more precisely than our codes do. */
const STATUS_OF_REASON: Record<HttpReason, number> = {
  bad_request: 400,
  form_expired: 403,
  method_not_allowed: 405,
  proof_needed: 403,
  too_large: 413,
  unsupported_media: 415,
};

const LOGGED_AS: Partial<Record<ErrorCode, 'info' | 'warn' | 'error'>> = {
  invalid: 'info',
  forbidden: 'info',
  conflict: 'info',
  rate_limited: 'warn',
  unavailable: 'error',
  internal: 'error',
};

/** @returns the status an error is answered with; forms that come back use it too */
export function statusOf(error: AppError): number {
  const reason = httpReason(error.details['reason']);
  return reason === undefined ? STATUS[error.code] : STATUS_OF_REASON[reason];
}

/** The last middleware: everything thrown becomes a page, or JSON for whoever asks for JSON. */
export function createAnswerError(log: Log, cookies: Cookies): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  return (thrown: unknown, request, response, _next) => {
    const error = withoutForm(request, fromFramework(thrown));
    note(log, error, request, response);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (error.retryAfter !== undefined) response.set('Retry-After', String(error.retryAfter));
    if (request.accepts(['html', 'json']) === 'json') answerJson(error, response);
    else if (doorOf(error) !== undefined) {
      rememberReturnPath(cookies, request, response);
      response.redirect(303, doorOf(error)!);
    } else answerPage(error, response);
  };
}

/** @returns the page where a person first shows who they are, when that is what it takes */
function doorOf(error: AppError): string | undefined {
  if (error.code === 'unauthenticated') return '/sign-in';
  return httpReason(error.details['reason']) === 'proof_needed' ? '/account/proof' : undefined;
}

/**
 * The same for machines, which read the status and a word: nothing of a page is there yet, and what
 * a file might be kept for is not how long a refusal of it is.
 */
export function createAnswerMachine(log: Log): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  return (thrown: unknown, request, response, _next) => {
    const error = fromFramework(thrown);
    note(log, error, request, response);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (error.retryAfter !== undefined) response.set('Retry-After', String(error.retryAfter));
    const { requestId } = response.locals;
    response
      .status(frameworkStatus(thrown) ?? statusOf(error))
      .set('Cache-Control', 'no-store')
      .json({ error: { code: error.code, reference: requestId } });
  };
}

function fromFramework(thrown: unknown): AppError {
  const status = frameworkStatus(thrown);
  if (status === undefined) return toAppError(thrown);
  const reasons: Record<number, HttpReason> = { 413: 'too_large', 415: 'unsupported_media' };
  return refusal(reasons[status] ?? 'bad_request', 'The request could not be read.', thrown);
}

/** Express, its body parsers and its file server throw refusals with a status of their own. */
function frameworkStatus(thrown: unknown): number | undefined {
  if (thrown instanceof AppError || !(thrown instanceof Error)) return undefined;
  const status = 'status' in thrown ? thrown.status : undefined;
  return typeof status === 'number' && status >= 400 && status <= 499 ? status : undefined;
}

/** What is wrong with an address comes with no form to correct: it is a bad request. */
function withoutForm(request: Request, error: AppError): AppError {
  const isAddress = error.code === 'invalid' && ['GET', 'HEAD'].includes(request.method);
  return isAddress && httpReason(error.details['reason']) === undefined
    ? refusal('bad_request', error.message, error)
    : error;
}

function note(log: Log, error: AppError, request: Request, response: Response): void {
  // Whoever left in the middle of a download will not read the answer; that is no fault to report.
  const level = isGone(error) ? 'debug' : LOGGED_AS[error.code];
  if (level === undefined) return;
  const { requestId, customer } = response.locals;
  const { code, details } = error;
  const fields = { requestId, method: request.method, person: customer?.id, code };
  log[level]({ ...fields, reason: details['reason'], error }, error.message);
}

function isGone({ cause }: AppError): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

function answerJson(error: AppError, response: Response): void {
  const { requestId, words } = response.locals;
  const message = words.text(`error.${explained(error)}.text`);
  response
    .status(statusOf(error))
    .json({ error: { code: error.code, message, reference: requestId } });
}

function answerPage(error: AppError, response: Response): void {
  const props = {
    explained: explained(error),
    retryAfter: error.retryAfter,
    reference: error.code === 'internal' ? response.locals.requestId : undefined,
  };
  sendPage(response, ProblemPage, props, statusOf(error));
}

/** @returns the catalogue's name of the title and the sentence that explain the error */
function explained(error: AppError): ErrorCode | HttpReason {
  return httpReason(error.details['reason']) ?? error.code;
}

function httpReason(reason: unknown): HttpReason | undefined {
  return HTTP_REASONS.find((known) => known === reason);
}

import type { Response } from 'express';
import type { FunctionComponent } from 'preact';
import type { AppError } from '../errors';
import { statusOf } from './answer-error';
import type { Problem } from './forms/problems';
import type { Frame } from './pages/layout';
import { sendPage } from './send-page';

/**
 * Answers a form that was refused with its page again, what was typed kept; whoever asks for JSON
 * gets the first problem in words. `Retry-After` says when to come back, where waiting helps.
 */
export function refuseForm<Props extends { readonly problems: readonly Problem[] }>(
  response: Response,
  error: AppError,
  page: FunctionComponent<Props & { frame: Frame }>,
  props: Props,
): void {
  if (error.retryAfter !== undefined) response.set('Retry-After', String(error.retryAfter));
  if (response.req.accepts(['html', 'json']) !== 'json') {
    sendPage(response, page, props, statusOf(error));
    return;
  }
  const { words, requestId: reference } = response.locals;
  const [problem] = props.problems;
  const message = problem && words.text(problem.key, problem.values);
  response
    .status(statusOf(error))
    .json({ error: { code: error.code, field: problem?.field, message, reference } });
}

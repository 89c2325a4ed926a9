/**
 * The eight ways an act can end badly. Each says whose move it is; how it is answered is decided
 * in three places only: http/answer-error, outbox/deliver and the scripts' exit codes.
 */
export type ErrorCode =
  | 'invalid' // the person corrects what they sent
  | 'unauthenticated' // the person signs in
  | 'forbidden' // the person asks someone for access
  | 'not_found' // also: it exists and is not yours
  | 'conflict' // the person tries again with what is there now
  | 'rate_limited' // wait as told
  | 'unavailable' // a neighbour (Zendesk, mail, the network) is away; the outcome may be unknown
  | 'internal'; // our bug, or our credentials

export interface ErrorExtras {
  cause?: unknown;
  /** Facts for the operator and for the page: field names, a key into the catalogues, a status. */
  details?: Readonly<Record<string, unknown>>;
  /** Seconds to wait before the next try. */
  retryAfter?: number;
}

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, message: string, extras: ErrorExtras = {}) {
    super(message, { cause: extras.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = extras.details ?? {};
    this.retryAfter = extras.retryAfter;
  }
}

/** @returns the error for a thing that is absent or belongs to someone else; the two look alike. */
export function notFound(thing: string): AppError {
  return new AppError('not_found', `No such ${thing}.`);
}

/** @returns anything thrown as an AppError; what we did not foresee becomes `internal`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const message =
    thrown instanceof Error ? thrown.message : 'Something that is not an error was thrown.';
  return new AppError('internal', message, { cause: thrown });
}

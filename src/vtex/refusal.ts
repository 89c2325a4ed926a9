import { AppError } from '../errors';

/** Statuses whose reason is known, and whose move it is. */
const KNOWN: Readonly<Record<number, readonly [AppError['code'], string]>> = {
  401: ['internal', 'VTEX does not know the application key (401)'],
  403: ['forbidden', 'the application key may not see the users (403); it needs "Get paged users"'],
  404: ['not_found', 'VTEX has no such account (404)'],
  429: ['rate_limited', 'VTEX was asked too often (429); try again in a minute'],
};

/** @returns why an answer of VTEX tells nothing about an account's users; never its text */
export function toRefusal(status: number): AppError {
  const [code, message] = KNOWN[status] ?? ['unavailable', `VTEX answered with status ${status}`];
  return cannotTell(code, message);
}

/** @returns the error that leaves everything as it is */
export function cannotTell(code: AppError['code'], why: string, cause?: unknown): AppError {
  return new AppError(code, `cannot tell who its people are: ${why}.`, { cause });
}

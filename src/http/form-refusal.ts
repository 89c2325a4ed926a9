import type { Response } from 'express';
import { AppError } from '../errors';
import { statusOf } from './answer-error';
import type { Problem } from './forms/problems';
import type { TextKey } from './words';

/**
 * @param error thrown by a story whose form can be shown again
 * @param keys the catalogue's sentence for each details.reason, or else for its code
 * @param field where the sentence stands when the error does not say
 * @returns what to show, and under which status
 * @throws the error, when no sentence is named for it
 */
export function toFormRefusal(
  error: unknown,
  keys: Readonly<Record<string, TextKey>>,
  field: string,
): { problems: readonly Problem[]; status: number; retryAfter: number | undefined } {
  if (!(error instanceof AppError)) throw error;
  const key = keys[String(error.details['reason'])] ?? keys[error.code];
  if (key === undefined) throw error;
  return { problems: [{ field, key }], status: statusOf(error), retryAfter: error.retryAfter };
}

/** Tells programs, too, how long to wait. */
export function tellRetryAfter(response: Response, seconds: number | undefined): void {
  if (seconds !== undefined) response.set('Retry-After', String(seconds));
}

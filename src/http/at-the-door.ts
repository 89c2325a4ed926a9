import type { Response } from 'express';
import { toAppError, type AppError } from '../errors';
import { doorProblem } from './forms/door-problem';
import type { Problem } from './forms/problems';
import type { TextKey } from './words';

/**
 * @param field where the problem is shown
 * @param own sentences by details.reason, or else by code, that this form has for itself
 * @returns what the form says about a refusal
 * @throws what is not the form's to tell
 */
export function atTheDoor(
  response: Response,
  field: string,
  thrown: unknown,
  own: Readonly<Record<string, TextKey>> = {},
): { error: AppError; problems: readonly Problem[] } {
  const error = toAppError(thrown);
  const key = own[String(error.details['reason'])] ?? own[error.code];
  const problem = key ? { field, key } : doorProblem(response.locals.words, field, error);
  if (problem === undefined) throw error;
  return { error, problems: [problem] };
}

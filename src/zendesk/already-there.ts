import { AppError } from '../errors';

/**
 * Zendesk marks a duplicate in its details with `DuplicateValue`, in older corners with words alone.
 * @returns whether this is its refusal of something that exists already
 */
export function saysAlreadyThere(thrown: unknown): boolean {
  if (!(thrown instanceof AppError) || thrown.code !== 'invalid') return false;
  const told = JSON.stringify([thrown.details.description, thrown.details.details]);
  return /DuplicateValue|already/i.test(told);
}

import { AppError } from '../errors';

/** Ways to refuse a request as HTTP, before it became anybody's act. */
export const HTTP_REASONS = [
  'bad_request',
  'form_expired',
  'method_not_allowed',
  'proof_needed',
  'too_large',
  'unsupported_media',
] as const;
export type HttpReason = (typeof HTTP_REASONS)[number];

/** @returns the error that says so; its reason travels in `details.reason` */
export function refusal(reason: HttpReason, message: string, cause?: unknown): AppError {
  const isForbidden = reason === 'form_expired' || reason === 'proof_needed';
  const code = isForbidden ? 'forbidden' : 'invalid';
  return new AppError(code, message, { cause, details: { reason } });
}

import { z } from 'zod';
import { readAddress } from './address';

/** Google's codes have 80 characters, Facebook's some hundred; ours in `state` have 43. */
const shape = z.object({
  state: z.string().max(200).default(''),
  code: z.string().max(4_096).optional(),
  error: z.string().max(200).optional(),
  // Facebook's, when its dialog cannot even be shown.
  error_code: z.string().max(20).optional(),
  iss: z.string().max(500).optional(),
});

/** With what a provider sent somebody back. */
export interface ProviderAnswer {
  readonly state: string;
  /** What happened there: `code` is to be traded in, the person said no, or there is no telling. */
  readonly outcome: 'code' | 'denied' | 'failed';
  readonly issuer: string | undefined;
}

/** @throws `invalid` (400) when a value is repeated or far too long */
export function readProviderAnswer(query: unknown): ProviderAnswer {
  const { state, code, error, error_code: errorCode, iss } = readAddress(shape, query);
  const isFailure = error !== undefined || errorCode !== undefined || !code;
  const outcome = error === 'access_denied' ? 'denied' : isFailure ? 'failed' : 'code';
  return { state, outcome, issuer: iss };
}

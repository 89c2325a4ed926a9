import { SIGN_IN_RULES } from '../../domain/sign-in-rules';
import type { AppError } from '../../errors';
import { sayWait } from '../wait';
import type { TextKey, Words } from '../words';
import type { Problem } from './problems';

/**
 * @param field where it is shown
 * @returns what to do about a refused address or code, or about too many tries; undefined for every
 *   other error
 */
export function doorProblem(words: Words, field: string, error: AppError): Problem | undefined {
  if (error.code === 'rate_limited') return tooMany(words, field, error);
  if (error.code !== 'invalid') return undefined;
  const { reason, expired, triesLeft } = error.details;
  if (reason === 'bad_email') return { field, key: 'problem.email_invalid' };
  if (reason === 'code_ended') {
    return { field, key: expired ? 'problem.code_expired' : 'problem.code_ended' };
  }
  if (reason !== 'wrong_code') return undefined;
  if (typeof triesLeft !== 'number') return { field, key: 'problem.wrong_code' };
  return triesLeft === 0
    ? { field, key: 'problem.wrong_code_last' }
    : { field, key: 'problem.wrong_code_left', values: { left: triesLeft } };
}

function tooMany(words: Words, field: string, { details, retryAfter = 60 }: AppError): Problem {
  const isLong = retryAfter * 1000 >= SIGN_IN_RULES.blockToldFrom;
  const tries: TextKey = isLong ? 'problem.way_closed' : 'problem.too_many_tries';
  const key = details['act'] === 'code_mail' ? 'problem.too_many_codes' : tries;
  return { field, key, values: { wait: sayWait(words, retryAfter) } };
}

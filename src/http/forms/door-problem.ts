import { SIGN_IN_RULES, type LimitedAct } from '../../domain/sign-in-rules';
import type { AppError } from '../../errors';
import { sayWait } from '../wait';
import type { TextKey, Words } from '../words';
import type { Problem } from './problems';

/** What there is to say whatever else is known of the try. */
const KEYS: Partial<Record<string, TextKey>> = {
  bad_email: 'problem.email_invalid',
  wrong_password: 'problem.wrong_password',
  second_step_missing: 'problem.second_step_missing',
  code_spent: 'problem.code_spent',
};

/** What is said of a way that is closed for long; where a code is typed inside, it is no way in. */
const CLOSED: Partial<Record<LimitedAct, TextKey>> = {
  code: 'problem.way_closed',
  password: 'problem.password_closed',
  second_step: 'problem.second_step_closed',
};

/**
 * @param field where it is shown
 * @returns what to do about a refused address, password or code, or about too many tries; undefined for every
 *   other error
 */
export function doorProblem(words: Words, field: string, error: AppError): Problem | undefined {
  if (error.code === 'rate_limited') return tooMany(words, field, error);
  if (error.code !== 'invalid') return undefined;
  const { reason, expired, triesLeft } = error.details;
  const key = KEYS[String(reason)];
  if (key !== undefined) return { field, key };
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
  const act = details['act'] as LimitedAct;
  const isLong = retryAfter * 1000 >= SIGN_IN_RULES.blockToldFrom;
  const closed = CLOSED[act] ?? 'problem.codes_closed';
  const tries = isLong ? closed : 'problem.too_many_tries';
  const key = act === 'code_mail' ? 'problem.too_many_codes' : tries;
  return { field, key, values: { wait: sayWait(words, retryAfter) } };
}

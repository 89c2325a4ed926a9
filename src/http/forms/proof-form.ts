import { z } from 'zod';
import { PROOFS, type Proof } from '../../domain/proof';
import type { AppError } from '../../errors';
import { sayWait } from '../wait';
import type { TextKey, Words } from '../words';
import { readAddress } from './address';
import { readStrictly, type Problem, type Reading } from './problems';

interface TypedProof {
  readonly proof: Proof;
}

const typedProof = z.object({ proof: z.enum(PROOFS), answer: z.string().max(1_000).default('') });

/**
 * What the answer to each kind of proof looks like; the empty one is refused before it counts as a try.
 * Codes may come with a space or a dash in the middle.
 */
const READERS: Record<Proof, { read: (text: string) => string | undefined; problem: TextKey }> = {
  code: { read: readDigits, problem: 'problem.code_invalid' },
  app: { read: readDigits, problem: 'problem.code_invalid' },
  sms: { read: readDigits, problem: 'problem.code_invalid' },
  password: { read: (text) => text || undefined, problem: 'problem.proof_missing' },
};

/** Which kind of proof, and what was typed; that is never shown again. Throws `invalid` (400). */
export function readProofForm(body: unknown): Reading<TypedProof, TypedProof & { answer: string }> {
  const { proof, answer } = readStrictly(typedProof, body);
  const reader = READERS[proof];
  const read = reader.read(answer);
  return read === undefined
    ? { typed: { proof }, ok: false, problems: [{ field: proof, key: reader.problem }] }
    : { typed: { proof }, ok: true, value: { proof, answer: read } };
}

const proofQuery = z.object({ sent: z.enum(PROOFS).optional() });

/** @returns the kind of code that is on its way. Throws `invalid` (400). */
export function readProofQuery(query: unknown): Proof | undefined {
  return readAddress(proofQuery, query).sent;
}

/**
 * @returns what to do about a proof that was not accepted or a code that was not sent, at the field of
 *   its kind; undefined for every other error
 */
export function toProofProblem(words: Words, error: AppError, proof: Proof): Problem | undefined {
  const { code, details, retryAfter = 60 } = error;
  const key = SENTENCES[String(details['reason'])] ?? SENTENCES[code];
  return key && { field: proof, key, values: { wait: sayWait(words, retryAfter) } };
}

/** By the reason of a refusal, or else by its code. */
const SENTENCES: Readonly<Record<string, TextKey>> = {
  wrong_code: 'problem.wrong_proof',
  wrong_password: 'problem.wrong_proof',
  code_ended: 'problem.proof_ended',
  code_spent: 'problem.code_spent',
  number_refused: 'problem.proof_unsent',
  sms_unsent: 'problem.proof_unsent',
  rate_limited: 'problem.proof_too_many',
};

function readDigits(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, '');
  return /^[0-9]{6}$/.test(digits) ? digits : undefined;
}

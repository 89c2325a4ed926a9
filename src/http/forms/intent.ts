import { z } from 'zod';
import { readStrictly } from './problems';

const INTENT = /^[\w-]{22}$/;
const intentSchema = z.object({ intent: z.string().regex(INTENT) });

/** @returns a name for one sending of one form, made when the form is shown: pressing twice sends once */
export function makeIntent(random: (bytes: number) => Buffer): string {
  return random(16).toString('base64url');
}

export function isIntent(text: string): boolean {
  return INTENT.test(text);
}

/** @throws `invalid` (400) when the form carries none of ours */
export function readIntent(fields: unknown): string {
  return readStrictly(intentSchema, fields).intent;
}

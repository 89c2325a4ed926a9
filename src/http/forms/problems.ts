import type { z } from 'zod';
import type { TextKey, Values } from '../words';
import { refusal } from '../refusal';

/** What is wrong with one field, in the catalogue's words. */
export interface Problem {
  readonly field: string;
  readonly key: TextKey;
  readonly values?: Values;
}

/** A form read: what was typed, as typed, and either what it means or what is wrong with it. */
export type Reading<Typed, Meaning> = { readonly typed: Typed } & (
  | { readonly ok: true; readonly value: Meaning }
  | { readonly ok: false; readonly problems: readonly Problem[] }
);

/**
 * @param error from a schema whose own messages are catalogue keys, with values in `params`
 * @returns one problem per field, in the schema's order
 */
export function toProblems(error: z.ZodError): Problem[] {
  const problems = new Map<string, Problem>();
  for (const issue of error.issues) {
    const field = String(issue.path[0]);
    const values = issue.code === 'custom' ? (issue.params as Values | undefined) : undefined;
    if (!problems.has(field)) problems.set(field, { field, key: issue.message as TextKey, values });
  }
  return [...problems.values()];
}

/**
 * Reads what no person types: an address, a hidden field.
 *
 * @throws `invalid` (answered 400) when a value is repeated, nested or not what it should be
 */
export function readStrictly<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.infer<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw refusal(
    'bad_request',
    `Unreadable: ${result.error.issues.map(({ path }) => path.join('.')).join(', ')}`,
  );
}

import type { z } from 'zod';
import { refusal } from '../refusal';
import { readStrictly } from './problems';

/**
 * Reads the query of an address. Names this page does not know are left alone, but not names with
 * brackets: `scope[]=` and `scope[x]=` mean lists and objects to others, and no page takes those.
 *
 * @throws `invalid` (400)
 */
export function readAddress<Schema extends z.ZodType>(
  schema: Schema,
  query: unknown,
): z.infer<Schema> {
  if (Object.keys(query ?? {}).some((name) => /[[\]]/.test(name))) {
    throw refusal('bad_request', 'The address nests its values.');
  }
  return readStrictly(schema, query);
}

import { z } from 'zod';
import { readStrictly, toProblems, type Reading } from './problems';
import { nameSchema } from './ticket-form';

interface Name {
  readonly name: string;
}

const typedName = z.object({ name: z.string().default('') });

/** How a person wants to be called. Throws `invalid` (400). */
export function readNameForm(body: unknown): Reading<Name, Name> {
  const typed = readStrictly(typedName, body);
  const result = z.object({ name: nameSchema() }).safeParse(typed);
  return result.success
    ? { typed, ok: true, value: result.data }
    : { typed, ok: false, problems: toProblems(result.error) };
}

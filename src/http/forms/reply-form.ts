import { z } from 'zod';
import { readStrictly, toProblems, type Reading } from './problems';
import { textSchema } from './ticket-form';

const typedSchema = z.object({ text: z.string().default('') });
const replySchema = z.object({ text: textSchema('problem.reply_missing') });

/** @throws `invalid` (400) when a field came twice */
export function readReplyForm(fields: unknown): Reading<{ text: string }, { text: string }> {
  const typed = readStrictly(typedSchema, fields);
  const result = replySchema.safeParse(typed);
  return result.success
    ? { typed, ok: true, value: result.data }
    : { typed, ok: false, problems: toProblems(result.error) };
}

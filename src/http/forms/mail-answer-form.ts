import { z } from 'zod';
import { readStrictly, toProblems, type Reading } from './problems';
import { textSchema } from './ticket-form';

const typedSchema = z.object({ message: z.string().max(20), text: z.string().default('') });
const answerSchema = z.object({ text: textSchema('problem.reply_missing') });

type Typed = z.infer<typeof typedSchema>;

/** @throws `invalid` (400) when a field came twice or the message is not named */
export function readMailAnswerForm(fields: unknown): Reading<Typed, { text: string }> {
  const typed = readStrictly(typedSchema, fields);
  const result = answerSchema.safeParse(typed);
  return result.success
    ? { typed, ok: true, value: result.data }
    : { typed, ok: false, problems: toProblems(result.error) };
}

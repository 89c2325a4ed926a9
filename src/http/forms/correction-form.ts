import { z } from 'zod';
import { readStrictly, toProblems, type Reading } from './problems';
import { subjectSchema, textSchema } from './ticket-form';

interface TypedCorrection {
  /** Undefined for a reply, whose form has no such field. */
  readonly subject?: string;
  readonly text: string;
}

const typedSchema = z.object({ subject: z.string().optional(), text: z.string().default('') });
const requestSchema = z.object({
  subject: subjectSchema(),
  text: textSchema('problem.text_missing'),
});
const replySchema = z
  .object({ text: textSchema('problem.reply_missing') })
  .transform(({ text }) => ({ subject: null, text }));

/** @throws `invalid` (400) when a field came twice */
export function readCorrectionForm(
  fields: unknown,
): Reading<TypedCorrection, { subject: string | null; text: string }> {
  const typed = readStrictly(typedSchema, fields);
  const schema = typed.subject === undefined ? replySchema : requestSchema;
  const result = schema.safeParse(typed);
  return result.success
    ? { typed, ok: true, value: result.data }
    : { typed, ok: false, problems: toProblems(result.error) };
}

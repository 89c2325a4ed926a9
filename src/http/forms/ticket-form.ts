import { z } from 'zod';
import { toAccountName } from '../../domain/account';
import { LIMITS, type TicketDraft } from '../../domain/draft';
import type { Offer } from '../../domain/offer';
import { IMPACTS } from '../../domain/ticket';
import { readStrictly, toProblems, type Reading } from './problems';
import { characters, tidyLine, tidyText } from './text';

/** The form as typed: what the page shows again when it is refused. */
export interface TypedTicket {
  readonly name: string;
  readonly account: string;
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
  readonly impact: string;
  readonly followUpOf: string;
}

const typed = z.string().default('');
const typedSchema = z.object({
  name: typed,
  account: typed,
  kind: typed,
  subject: typed,
  text: typed,
  impact: typed,
  followUpOf: z
    .string()
    .regex(/^(?:[1-9]\d{0,14})?$/)
    .default(''),
});

/**
 * @param fields the form's fields as they came
 * @param offer the kinds that may be chosen
 * @throws `invalid` (400) when a field came twice or a hidden one was tampered with
 */
export function readTicketForm(fields: unknown, offer: Offer): Reading<TypedTicket, TicketDraft> {
  const typed = readStrictly(typedSchema, fields);
  const result = draftSchema(offer).safeParse(typed);
  return result.success
    ? { typed, ok: true, value: result.data }
    : { typed, ok: false, problems: toProblems(result.error) };
}

function draftSchema(offer: Offer) {
  const kinds = offer.kinds.map(({ key }) => key);
  return z.object({
    name: nameSchema(),
    // As the list of choices spells it; anything else was not chosen there.
    account: z
      .string()
      .refine((account) => toAccountName(account) === account, 'problem.account_missing'),
    kind: z.string().refine((kind) => kinds.includes(kind), 'problem.kind_missing'),
    subject: subjectSchema(),
    text: textSchema('problem.text_missing'),
    impact: z.enum(IMPACTS, 'problem.impact_missing'),
    followUpOf: z.string().transform((number) => (number === '' ? null : Number(number))),
  });
}

/** A person's own name. */
export function nameSchema() {
  return z
    .string()
    .transform(tidyLine)
    .refine((name) => name !== '', 'problem.name_missing')
    .refine(...atMost(LIMITS.nameCharacters, 'problem.name_long'));
}

export function subjectSchema() {
  return z
    .string()
    .transform(tidyLine)
    .refine((subject) => subject !== '', 'problem.subject_missing')
    .refine(...atMost(LIMITS.subjectCharacters, 'problem.subject_long'));
}

/** The text of a request or a reply; the problem when it is empty is the form's own. */
export function textSchema(missing: 'problem.text_missing' | 'problem.reply_missing') {
  return z
    .string()
    .transform(tidyText)
    .refine((text) => text !== '', missing)
    .refine(...atMost(LIMITS.textCharacters, 'problem.text_long'));
}

function atMost(limit: number, error: string) {
  return [(text: string) => characters(text) <= limit, { error, params: { limit } }] as const;
}

import { z } from 'zod';
import { LIMITS } from '../../domain/draft';
import type { Customer } from '../../domain/customer';
import type { Offer } from '../../domain/offer';
import { readAddress } from './address';
import { tidyLine } from './text';
import type { TypedTicket } from './ticket-form';

const querySchema = z.object({
  account: z.string().default(''),
  subject: z.string().default(''),
  kind: z.string().default(''),
  followUpOf: z
    .string()
    .regex(/^(?:[1-9]\d{0,14})?$/)
    .default(''),
});

/**
 * @returns the form as it first appears: what the link asked for where it is possible, else the
 * only account, the first kind and the person's own name
 */
export function prefill(query: unknown, customer: Customer, offer: Offer): TypedTicket {
  const asked = readAddress(querySchema, query);
  const account = asked.account.trim().toLowerCase();
  const [only = '', ...others] = customer.accounts;
  const [first] = offer.kinds;
  return {
    name: customer.name,
    account: customer.accounts.includes(account) ? account : others.length === 0 ? only : '',
    kind: offer.kinds.find(({ key }) => key === asked.kind)?.key ?? first?.key ?? '',
    subject: [...tidyLine(asked.subject)].slice(0, LIMITS.subjectCharacters).join(''),
    text: '',
    impact: '',
    followUpOf: asked.followUpOf,
  };
}

/** @returns the address that shows the form with these fields filled in */
export function newTicketAddress(
  fields: Partial<Record<'account' | 'subject' | 'followUpOf', string>>,
): string {
  const query = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== ''));
  return query.size > 0 ? `/tickets/new?${query.toString()}` : '/tickets/new';
}

import { z } from 'zod';
import { TICKET_STATUSES } from '../../domain/ticket';
import type { TicketQuery } from '../../use-cases/views';
import { readAddress } from './address';

const status = z.enum(TICKET_STATUSES);
const cursor = z.string().min(1).max(200).optional();
const listSchema = z
  .object({
    scope: z.enum(['mine', 'all']).default('mine'),
    status: z.union([status.transform((one) => [one]), z.array(status)]).default([]),
    after: cursor,
    before: cursor,
  })
  .refine(({ after, before }) => after === undefined || before === undefined);

/**
 * @param query the query of `/tickets`
 * @throws `invalid` (400) for anything a link or the filter form would not have made
 */
export function readListQuery(query: unknown): TicketQuery {
  const { scope, status: asked, after, before } = readAddress(listSchema, query);
  const statuses = TICKET_STATUSES.filter((one) => asked.includes(one));
  return { scope, statuses, after, before };
}

/** @returns the address that shows this list; the reverse of `readListQuery` */
export function listAddress({ scope, statuses, after, before }: TicketQuery): string {
  const query = new URLSearchParams();
  if (scope !== 'mine') query.append('scope', scope);
  for (const status of statuses) query.append('status', status);
  if (after !== undefined) query.append('after', after);
  if (before !== undefined) query.append('before', before);
  return query.size > 0 ? `/tickets?${query.toString()}` : '/tickets';
}

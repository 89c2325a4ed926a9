import { z } from 'zod';

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_audits/#json-format */
export const ticketAudit = z.object({
  id: z.int(),
  created_at: z.iso.datetime({ offset: true }),
  author_id: z.int(),
  /** `custom` is what a writer passed as `metadata.custom`. */
  metadata: z.object({ custom: z.record(z.string(), z.unknown()).nullish() }).nullish(),
  /** Kinds of events differ; a comment's reads like `ticketComment` without `created_at`. */
  events: z.array(z.looseObject({ type: z.string() })),
});
export type WireAudit = z.infer<typeof ticketAudit>;

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_audits/#list-audits-for-a-ticket */
export const ticketAuditListBody = z.object({ audits: z.array(ticketAudit) });

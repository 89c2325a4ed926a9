import { idParam, ok, type Call, type Reply } from '../call';
import { recordNotFound } from '../errors';
import { paginate, type Sortable } from '../pagination';
import { presentAudit } from '../presenters/audit';
import type { Audit } from '../records';
import type { World } from '../world';
import { findTicket } from './tickets';

const AUDIT_ORDER: Sortable<Audit> = {
  keys: { created_at: (audit) => audit.createdAt },
  id: (audit) => audit.id,
};

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_audits/#list-audits-for-a-ticket */
export function listAuditsForTicket({ state }: World, call: Call): Reply {
  const ticket = findTicket(state, idParam(call));
  const { items, envelope } = paginate(call, state.audits.get(ticket.id) ?? [], AUDIT_ORDER);
  return ok({ audits: items.map((audit) => presentAudit(state, call.origin, audit)), ...envelope });
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_audits/#show-audit */
export function showTicketAudit({ state }: World, call: Call): Reply {
  const ticket = findTicket(state, idParam(call));
  const id = idParam(call, 'auditId');
  const audit = state.audits.get(ticket.id)?.find((candidate) => candidate.id === id);
  if (!audit) throw recordNotFound();
  return ok({ audit: presentAudit(state, call.origin, audit) });
}

import type { Lane } from './limits';
import type { ClientFor } from './client';
import { hasSolved, isMadeBy, toAuditedComment, toPublicComments } from './comment-mapping';
import type { FieldIds } from './field-ids';
import { readShape } from './read-body';
import {
  toTicketSnapshot,
  toZendeskReply,
  toZendeskSolution,
  toZendeskTicket,
  type NewReply,
  type NewSolution,
  type NewTicket,
  type PublicComment,
  type TicketRules,
  type TicketSnapshot,
} from './ticket-mapping';
import { ticketBody, ticketListBody, writtenTicketBody } from './wire/ticket';
import { ticketAuditListBody, type WireAudit } from './wire/ticket-audit';
import { ticketCommentListBody } from './wire/ticket-comment';

/** A ticket after a write, and the public comment the write made, when Zendesk told. */
export interface WrittenTicket {
  readonly ticket: TicketSnapshot;
  readonly comment: PublicComment | null;
}

export type ZendeskTickets = ReturnType<typeof bindTickets>;

/**
 * Tickets through the Tickets API, with our rights: who may see what is decided before we get here.
 * Every function throws what the transport throws.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/
 */
export function bindTickets(deps: {
  clientFor: ClientFor;
  fieldIds: FieldIds;
  rules: TicketRules;
}) {
  const { clientFor, fieldIds, rules } = deps;

  /** The same ticket with the same key, within two hours, is created once. */
  async function create(
    ticket: NewTicket,
    { idempotencyKey }: { idempotencyKey: string },
  ): Promise<WrittenTicket> {
    const client = clientFor({ lane: 'write', idempotencyKey });
    const body = toZendeskTicket(ticket, fieldIds, rules);
    return toWritten((await client.tickets.create(body)).result);
  }

  /**
   * Has no key: after an unclear outcome ask `findReply` before repeating. Throws `conflict`
   * (details.reason `ticket_changed`) when the ticket is no longer as it was seen.
   */
  async function addReply(number: number, reply: NewReply): Promise<WrittenTicket> {
    return update(number, toZendeskReply(reply));
  }

  /**
   * Zendesk may leave the ticket as it was and say nothing: compare the returned status. Throws as
   * `addReply` does.
   */
  async function solve(number: number, solution: NewSolution): Promise<WrittenTicket> {
    return update(number, toZendeskSolution(solution));
  }

  async function find(number: number, lane: Lane = 'mirror'): Promise<TicketSnapshot> {
    const { result } = await clientFor({ lane }).tickets.show(number);
    return toTicketSnapshot(readShape(ticketBody, result, 'a ticket').ticket, fieldIds);
  }

  /** @returns every ticket with this `external_id`; Zendesk does not keep it unique */
  async function findByReference(reference: string): Promise<TicketSnapshot[]> {
    const { tickets } = clientFor({ lane: 'write' });
    const pages: unknown[] = await tickets.listWithFilter('external_id', reference);
    return pages
      .flatMap((page) => readShape(ticketListBody, page, 'a list of tickets').tickets)
      .map((wire) => toTicketSnapshot(wire, fieldIds))
      .filter((ticket) => ticket.reference === reference);
  }

  /** @returns the public comment this intent made on the ticket, or null */
  async function findReply(number: number, intentId: string): Promise<PublicComment | null> {
    return toAuditedComment(await auditOf(number, intentId));
  }

  /** @returns whether this intent solved the ticket, whatever became of it since */
  async function wasSolvedBy(number: number, intentId: string): Promise<boolean> {
    const audit = await auditOf(number, intentId);
    return audit !== undefined && hasSolved(audit);
  }

  /** @returns the whole public conversation, oldest first */
  async function publicComments(number: number): Promise<PublicComment[]> {
    const { tickets } = clientFor({ lane: 'page' });
    const query = { include: 'users', page: { size: 100 } };
    const pages: unknown[] = await tickets.getAll(['tickets', number, 'comments', query]);
    return pages
      .map((page) => readShape(ticketCommentListBody, page, 'comments'))
      .flatMap(({ comments, users }) => toPublicComments(comments, users ?? []))
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || a.id - b.id);
  }

  async function update(number: number, body: object): Promise<WrittenTicket> {
    const client = clientFor({ lane: 'write' });
    return toWritten((await client.tickets.update(number, body)).result);
  }

  function toWritten(body: unknown): WrittenTicket {
    const { ticket, audit } = readShape(writtenTicketBody, body, 'a written ticket');
    return { ticket: toTicketSnapshot(ticket, fieldIds), comment: toAuditedComment(audit) };
  }

  /** Newest first where Zendesk sorts audits, the whole list in any case. */
  async function auditOf(number: number, intentId: string): Promise<WireAudit | undefined> {
    const { ticketaudits } = clientFor({ lane: 'write' });
    const pages: unknown[] = await ticketaudits.getAll([
      ...['tickets', number, 'audits'],
      { sort_order: 'desc' },
    ]);
    return pages
      .flatMap((page) => readShape(ticketAuditListBody, page, 'audits').audits)
      .find((audit) => isMadeBy(audit, intentId));
  }

  return { create, addReply, solve, find, findByReference, findReply, wasSolvedBy, publicComments };
}

import { toAccountName, type AccountName } from '../domain/account';
import type { Priority } from '../domain/offer';
import { IMPACTS, type Impact, type TicketStatus } from '../domain/ticket';
import type { FieldIds } from './field-ids';
import type { WireTicket } from './wire/ticket';

/** On every ticket the portal files, for triggers and views. */
const PORTAL_TAG = 'vtex_portal';

export interface TicketRules {
  readonly priorityByImpact: Readonly<Record<Impact, Priority>>;
}

/** A request as it goes out. */
export interface NewTicket {
  readonly reference: string;
  readonly subject: string;
  readonly text: string;
  readonly account: AccountName;
  readonly kind: string;
  readonly impact: Impact;
  readonly requesterId: number;
  readonly organizationId: number | null;
  readonly uploadTokens: readonly string[];
  /** The number of the closed ticket it follows up, or null. */
  readonly followUpOf: number | null;
  /** Travels in the audit's metadata, where a later look can find it. */
  readonly intentId: string;
}

/** A public reply as it goes out. */
export interface NewReply {
  readonly authorId: number;
  readonly text: string;
  readonly uploadTokens: readonly string[];
  /** Whether the ticket must come back to support's queue. */
  readonly reopen: boolean;
  readonly intentId: string;
  /** The `updated_at` the reply was made for; Zendesk refuses it when the ticket has moved on. */
  readonly seenAt: Date;
}

/** A wish to mark a ticket as solved, as it goes out. */
export interface NewSolution {
  readonly intentId: string;
  /** As with a reply. */
  readonly seenAt: Date;
}

/** A ticket as Zendesk had it at one moment. */
export interface TicketSnapshot {
  readonly number: number;
  /** Zendesk's `external_id`: our reference on the portal's own tickets. */
  readonly reference: string | null;
  readonly account: AccountName | null;
  readonly organizationId: number | null;
  readonly requesterId: number;
  readonly subject: string;
  readonly status: TicketStatus;
  readonly kind: string | null;
  readonly impact: Impact | null;
  readonly assigned: boolean;
  readonly isProblem: boolean;
  readonly followUpOf: number | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Seconds since 1970 of the last change of any kind; the higher of two snapshots is the newer. */
  readonly version: number;
  readonly deleted: boolean;
}

/** A comment that Zendesk marks as public. Internal notes never take this shape. */
export interface PublicComment {
  readonly id: number;
  readonly authorId: number;
  readonly authorName: string | null;
  /** Null when the author's role is unknown. */
  readonly fromSupport: boolean | null;
  readonly text: string;
  readonly createdAt: Date;
  readonly attachments: readonly CommentAttachment[];
}

export interface CommentAttachment {
  readonly id: number;
  readonly name: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** Opens the file for whoever holds it: it stays on the server. */
  readonly contentUrl: string;
}

/**
 * The keys' order is fixed and nothing is drawn from a clock: Zendesk refuses an idempotency key
 * whose body differs by a byte.
 * https://developer.zendesk.com/api-reference/ticketing/introduction/#idempotency
 */
export function toZendeskTicket(ticket: NewTicket, ids: FieldIds, rules: TicketRules): object {
  return {
    ticket: {
      external_id: ticket.reference,
      subject: ticket.subject,
      comment: toZendeskComment(ticket.text, ticket.requesterId, ticket.uploadTokens),
      requester_id: ticket.requesterId,
      submitter_id: ticket.requesterId,
      organization_id: ticket.organizationId,
      priority: rules.priorityByImpact[ticket.impact],
      tags: [PORTAL_TAG],
      ...(ids.financialForm === null ? {} : { ticket_form_id: ids.financialForm }),
      custom_fields: [
        { id: ids.vtexAccount, value: ticket.account },
        { id: ids.area, value: toAreaOption(ticket.kind) },
        { id: ids.impactLevel, value: toImpactOption(ticket.impact) },
        ...(ids.portalReference === null
          ? []
          : [{ id: ids.portalReference, value: ticket.reference }]),
      ],
      ...(ticket.followUpOf === null ? {} : { via_followup_source_id: ticket.followUpOf }),
      metadata: toZendeskMetadata(ticket.intentId),
    },
  };
}

/** An option's value is a tag of the ticket too, so it says what it is about. */
export function toAreaOption(kind: string): string {
  return `area_${kind}`;
}

export function toImpactOption(impact: Impact): string {
  return `impact_${impact}`;
}

export function toZendeskReply(reply: NewReply): object {
  return {
    ticket: {
      comment: toZendeskComment(reply.text, reply.authorId, reply.uploadTokens),
      ...(reply.reopen ? { status: 'open' } : {}),
      metadata: toZendeskMetadata(reply.intentId),
      ...onlyIfUnchanged(reply.seenAt),
    },
  };
}

export function toZendeskSolution({ intentId, seenAt }: NewSolution): object {
  return {
    ticket: {
      status: 'solved',
      metadata: toZendeskMetadata(intentId),
      ...onlyIfUnchanged(seenAt),
    },
  };
}

/** https://developer.zendesk.com/documentation/ticketing/managing-tickets/creating-and-updating-tickets/#protecting-against-ticket-update-collisions */
function onlyIfUnchanged(seenAt: Date): object {
  const stamp = seenAt.toISOString().replace(/\.\d{3}Z$/, 'Z');
  return { safe_update: true, updated_stamp: stamp };
}

/** `public` is always sent: left out, Zendesk repeats whatever the ticket's first comment was. */
function toZendeskComment(text: string, authorId: number, uploads: readonly string[]): object {
  return { body: text, public: true, author_id: authorId, uploads: [...uploads] };
}

/**
 * Shows up as `metadata.custom.portal_intent` of the write's audit.
 * https://developer.zendesk.com/documentation/ticketing/managing-tickets/creating-and-updating-tickets/#setting-metadata
 */
function toZendeskMetadata(intentId: string): object {
  return { portal_intent: intentId };
}

/** @returns the ticket in our words; a field value we did not give means null */
export function toTicketSnapshot(wire: WireTicket, ids: FieldIds): TicketSnapshot {
  const field = (id: number): string => {
    const value = wire.custom_fields?.find((each) => each.id === id)?.value;
    return typeof value === 'string' ? value : '';
  };
  const updatedAt = new Date(wire.updated_at);
  return {
    number: wire.id,
    reference: wire.external_id || null,
    account: toAccountName(field(ids.vtexAccount)) ?? null,
    organizationId: wire.organization_id ?? null,
    requesterId: wire.requester_id,
    subject: wire.subject ?? '',
    status: toStatus(wire.status),
    kind: /^area_(.+)$/.exec(field(ids.area))?.[1] ?? null,
    impact: IMPACTS.find((impact) => toImpactOption(impact) === field(ids.impactLevel)) ?? null,
    assigned: typeof wire.assignee_id === 'number',
    isProblem: wire.type === 'problem',
    followUpOf: toFollowUpOf(wire),
    createdAt: new Date(wire.created_at),
    updatedAt,
    version: wire.generated_timestamp || Math.floor(updatedAt.getTime() / 1000),
    deleted: wire.status === 'deleted',
  };
}

/**
 * Zendesk's words are categories; an account's custom statuses arrive as the category they belong
 * to. `deleted` comes from exports only. A word we have never seen still needs somebody's eye: open.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/custom_ticket_statuses/
 */
function toStatus(word: string): TicketStatus {
  if (word === 'pending' || word === 'solved' || word === 'closed') return word;
  return word === 'deleted' ? 'closed' : 'open';
}

function toFollowUpOf(wire: WireTicket): number | null {
  const source = wire.via?.source;
  const linked = source?.rel === 'follow_up' ? source.from?.ticket_id : null;
  return linked ?? wire.via_followup_source_id ?? null;
}

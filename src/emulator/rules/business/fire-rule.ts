import { ApiError } from '../../errors';
import type { RuleAction, RuleVia, Ticket, Trigger } from '../../records';
import { settleStatus } from '../ticket-status';
import type { Doing } from './action-field';
import { actingField } from './action-table';
import { normalised } from './judge-rule';
import type { Occasion } from './occasion';
import { recipientsOf } from './recipients';

/** What a rule has to tell, once the ticket is stored. Texts are as the rule has them. */
export type Notice =
  | { kind: 'mail'; via: RuleVia; subject: string; body: string; recipientIds: number[] }
  | { kind: 'call'; via: RuleVia; webhookId: string; body: string | string[][] };

/** What one rule did. */
export interface Firing {
  via: RuleVia;
  before: Ticket;
  after: Ticket;
  notices: Notice[];
}

type Rule = Pick<Trigger, 'id' | 'title' | 'revisionId' | 'actions'>;

/**
 * Does what a rule says, in its order. What the ticket's own rules forbid (solving without an
 * assignee, emptying the priority, an agent who has gone) has no effect and stops nothing else.
 */
export function fireRule(occasion: Occasion, rule: Rule, rel: RuleVia['rel']): Firing {
  const { ticket } = occasion;
  const via = { id: rule.id, title: rule.title, revisionId: rule.revisionId, rel };
  const doing: Doing = { occasion, draft: copyOf(ticket), wish: {} };
  const notices: Notice[] = [];
  for (const action of rule.actions) {
    const field = actingField(occasion.state, action.field);
    if (!field) continue;
    if (field.apply) attempt(doing, (tried) => field.apply?.(tried, singleValue(action)));
    else notices.push(...noticesOf({ ...occasion, ticket: doing.draft }, action, via));
  }
  const wishes = [doing.wish, {}];
  for (const wish of wishes) {
    attempt(doing, ({ draft }) => settleStatus(occasion.state, ticket, draft, wish, undefined));
  }
  return { via, before: ticket, after: doing.draft, notices };
}

function attempt(doing: Doing, act: (tried: Doing) => void): void {
  const tried = { ...doing, draft: copyOf(doing.draft) };
  try {
    act(tried);
    doing.draft = tried.draft;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

function copyOf(ticket: Ticket): Ticket {
  return { ...ticket, customFields: { ...ticket.customFields } };
}

function singleValue({ value }: RuleAction): string | null {
  const one = Array.isArray(value)
    ? value.filter((part) => typeof part === 'string').join(' ')
    : value;
  return normalised(one) as string | null;
}

function noticesOf(occasion: Occasion, { field, value }: RuleAction, via: RuleVia): Notice[] {
  if (!Array.isArray(value)) return [];
  const [target, second, third] = value;
  if (typeof target !== 'string' || second === undefined) return [];
  if (field === 'notification_webhook') {
    return [{ kind: 'call', via, webhookId: target, body: second }];
  }
  const recipientIds = recipientsOf(occasion, field, target);
  if (recipientIds.length === 0) return [];
  return [{ kind: 'mail', via, subject: String(second), body: String(third ?? ''), recipientIds }];
}

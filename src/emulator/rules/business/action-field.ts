import type { Ticket } from '../../records';
import type { StatusWish } from '../ticket-status';
import type { Choice } from './condition-field';
import type { Occasion } from './occasion';

/** A rule at work on a ticket. */
export interface Doing {
  /** The ticket as it was before this rule. */
  occasion: Occasion;
  /** What the rule makes of it. */
  draft: Ticket;
  /** Settled last, when everything else of the draft is. */
  wish: StatusWish;
}

/** One line of the table of actions. */
export interface ActionField {
  subject: string;
  title: string;
  group: 'ticket' | 'requester' | 'organization' | 'notification';
  type: 'list' | 'text' | 'tags' | 'date' | 'multiselect_list';
  nullable: boolean;
  repeatable: boolean;
  values?: readonly Choice[];
  /** `value` is one text; `message` is `[who, subject, body]`; `call` is `[webhook, body]`. */
  shape: 'value' | 'message' | 'call';
  /** @param value null for none. Throws an `ApiError` for what the ticket's own rules forbid. */
  apply?: (doing: Doing, value: string | null) => void;
}

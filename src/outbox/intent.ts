import type { Selectable } from 'kysely';
import type { Locale } from '../domain/locale';
import type { RefusalReason } from '../domain/message';
import type { Impact } from '../domain/ticket';
import type { IntentState, Schema } from '../storage/schema';

/** What a new ticket says, resolved when the request was accepted and never changed afterwards. */
export interface CreatePayload {
  readonly requester: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly locale: Locale;
  };
  readonly account: string;
  readonly requestKind: string;
  readonly subject: string;
  readonly text: string;
  readonly impact: Impact;
  readonly followUpOf: number | null;
}

export interface ReplyPayload {
  readonly requester: CreatePayload['requester'];
  readonly account: string | null;
  readonly text: string;
}

/** One act a person did and we said yes to. */
export type Act =
  | { readonly kind: 'create'; readonly payload: CreatePayload }
  | { readonly kind: 'reply'; readonly payload: ReplyPayload }
  | { readonly kind: 'solve'; readonly payload: Record<string, never> };

/** An act as the outbox keeps it. */
export type Intent = Act & {
  readonly id: number;
  /** The form's token, also the idempotency key and the marker left in Zendesk. */
  readonly intent: string;
  readonly reference: string;
  readonly personId: string;
  readonly state: IntentState;
  readonly attempts: number;
  readonly lastError: string | null;
  /** Null unless it needs attention. */
  readonly refusal: RefusalReason | null;
  readonly createdAt: Date;
};

/** An intent in a worker's hands. */
export type ClaimedIntent = Intent & {
  readonly fence: number;
  /** A former attempt may have been processed: look before doing it again. */
  readonly unclear: boolean;
};

/** States in which something is still to be done, by a worker or by a person. */
export const UNSETTLED = ['waiting', 'needs_attention'] as const;

/** @returns a row of the outbox in our words */
export function toIntent(row: Selectable<Schema['outbox']>): Intent {
  const act = { kind: row.kind, payload: row.payload } as Act;
  return {
    ...act,
    id: row.id,
    intent: row.intent,
    reference: row.reference,
    personId: row.person_id,
    state: row.state,
    attempts: row.attempts,
    lastError: row.last_error,
    refusal: row.refusal as RefusalReason | null,
    createdAt: row.created_at,
  };
}

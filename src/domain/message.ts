/** A file that hangs on a message. `id` is support's attachment id, or ours while it is being sent. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
}

/** How far a message has come: support has it, it is on its way, or it could not be delivered. */
export type Delivery = 'sent' | 'sending' | 'refused';

/** Why support could not take something, as far as its writer can do something about it. */
export type RefusalReason =
  'ticket_closed' | 'ticket_deleted' | 'refused_content' | 'not_allowed' | 'unknown';

/** One public message of a ticket's conversation. Internal notes never take this shape. */
export interface Message {
  readonly id: string;
  readonly authorName: string;
  readonly from: 'customer' | 'support';
  readonly isMine: boolean;
  /** Plain text, line breaks kept. */
  readonly text: string;
  readonly at: Date;
  readonly attachments: readonly Attachment[];
  readonly delivery: Delivery;
  /** Null unless it could not be delivered. */
  readonly refusal: RefusalReason | null;
}

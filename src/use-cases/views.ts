import type { Readable } from 'node:stream';
import type { KeptFile } from '../domain/draft';
import type { Message, RefusalReason } from '../domain/message';
import type { ListedTicket, Solvability, Ticket, TicketStatus } from '../domain/ticket';

/** Whose tickets a list shows: the person's own, or everybody's in the accounts they may enter. */
export type Scope = 'mine' | 'all';

export interface TicketQuery {
  readonly scope: Scope;
  /** Empty means every status. */
  readonly statuses: readonly TicketStatus[];
  /** Keyset cursors as a former page gave them; at most one is set. */
  readonly after?: string;
  readonly before?: string;
}

export interface TicketPage {
  readonly tickets: readonly ListedTicket[];
  /** Cursor for the older page, or null on the last one. */
  readonly next: string | null;
  /** Cursor for the newer page, or null on the first one. */
  readonly previous: string | null;
  readonly freshness: Freshness;
}

/** How far our copy of support's tickets can be trusted. */
export interface Freshness {
  /** When the copy last agreed with support; null before the first time. */
  readonly asOf: Date | null;
  /** Older than two minutes. */
  readonly stale: boolean;
  /** Support's system could not be asked the last time. */
  readonly unreachable: boolean;
}

export interface TicketView {
  readonly ticket: Ticket;
  /** Oldest first; what is still being sent comes last. */
  readonly messages: readonly Message[];
  readonly solvability: Solvability;
  /** A wish of theirs to mark it as solved that support did not follow. */
  readonly refusedSolution: RefusedSolution | null;
  readonly freshness: Freshness;
}

export interface RefusedSolution {
  /** What names it when it is discarded. */
  readonly intent: string;
  readonly reason: RefusalReason;
  readonly isMine: boolean;
}

/** Something support refused, in front of its writer. */
export interface RefusedView {
  readonly ticket: Ticket;
  readonly intent: string;
  readonly reason: RefusalReason;
  /** Null for a reply, which has none. */
  readonly subject: string | null;
  readonly text: string;
  readonly files: readonly KeptFile[];
}

/** The same thing, corrected. */
export interface Correction {
  /** A new one: the form that corrects is another sending. */
  readonly intent: string;
  /** Null for a reply. */
  readonly subject: string | null;
  readonly text: string;
  /** Files of the refused one that stay, and new ones. */
  readonly fileIds: readonly string[];
}

/** A file on its way out to the browser. */
export interface OpenedFile {
  readonly name: string;
  readonly contentType: string;
  /** Bytes, when known. */
  readonly size: number | null;
  readonly stream: Readable;
}

/** A file on its way in; `stream` ends early with an error when the browser goes away. */
export interface IncomingFile {
  readonly name: string;
  readonly contentType: string;
  readonly stream: Readable;
}

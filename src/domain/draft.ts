import type { AccountName } from './account';
import type { Impact } from './ticket';

/** A request as the form gives it, checked and trimmed; not yet allowed. */
export interface TicketDraft {
  readonly name: string;
  readonly account: AccountName;
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
  readonly impact: Impact;
  /** The number of the closed ticket it follows up, or null. */
  readonly followUpOf: number | null;
}

/** A file stored with us for a form that has not been accepted yet. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
}

export const LIMITS = {
  nameCharacters: 100,
  subjectCharacters: 150,
  textCharacters: 65_000,
  files: 10,
  fileBytes: 50 * 1024 * 1024,
  fileNameCharacters: 255,
} as const;

import { inspect } from 'node:util';
import type { Provider } from '../domain/way-in';

const HIDDEN = '[secret]';

/** A value that shows itself only to whoever asks by name: not in a log, a template or an error. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}

export interface Secrets {
  /** Newest first: the first signs, all of them are believed. */
  readonly session: readonly Secret[];
  /** The OAuth client's secret or the API token, whichever `settings.zendesk.auth` names. */
  readonly zendesk: Secret;
  /** Signing secrets of Zendesk's webhook; two while one replaces the other. */
  readonly webhook: readonly Secret[];
  /** Of our application at each provider; null where nobody can sign in with it. */
  readonly providers: Readonly<Record<Provider, Secret | null>>;
  /** Signs people in at Zendesk's help centre; null without that way over. */
  readonly helpCentre: Secret | null;
  /** Null in the demo, whose mails go to its own mailbox. */
  readonly smtpUrl: Secret | null;
  /** Of whoever sends text messages; null where none are sent. */
  readonly sms: Secret | null;
  /** Null for the embedded PostgreSQL. */
  readonly databaseUrl: Secret | null;
}

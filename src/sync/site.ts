import type { ZendeskConfiguration } from '../zendesk/configuration';
import type { Offer } from '../domain/offer';
import type { Patience } from './patience';
import type { SecretOf } from './secrets';

/** One environment: where its files are, and the door to its Zendesk. */
export interface Site {
  /** Names its lock, such as `production`. */
  readonly environment: string;
  /** Desired state, one file per kind. */
  readonly desiredFolder: string;
  /** Where the lock and what was applied last are kept. */
  readonly lockFolder: string;
  /** Journal, snapshots and the key of digests: this machine's own. */
  readonly workFolder: string;
  readonly configuration: ZendeskConfiguration;
  readonly patience: Patience;
  readonly offer: Offer;
  /** What `@{setting.x}` stands for. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  readonly secretOf: SecretOf;
  readonly now: () => Date;
  readonly random: (bytes: number) => Buffer;
}

/** What a person allowed by name. */
export interface Allowances {
  /** Keys, or `kind.key`. */
  readonly allow: ReadonlySet<string>;
  readonly delete: ReadonlySet<string>;
}

export const NOTHING_ALLOWED: Allowances = { allow: new Set(), delete: new Set() };

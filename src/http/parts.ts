import type { Locale } from '../domain/locale';
import type { Provider, WayIn } from '../domain/way-in';
import type { Log } from '../log';
import type { Portal } from '../use-cases/portal';
import type { DemoMailbox } from './demo-mailbox';
import type { ProviderApp } from './identity/provider-app';
import type { SessionTable } from './middleware/session';

export interface HttpSettings {
  /** Where browsers find the portal; forms are accepted from this origin only. */
  readonly publicUrl: URL;
  /** How many proxies stand in front; 0 believes no forwarded header. */
  readonly trustProxy: number;
  /** False only on a loopback http address. */
  readonly secureCookies: boolean;
  readonly demo: boolean;
  /** Newest first; the older ones are still believed, so a secret can be changed in two steps. */
  readonly sessionSecrets: string[];
  readonly helpUrl: string;
  /** Whether a help centre shares its secret with us. */
  readonly hasHelpCentre: boolean;
  /** The ways in that are open. */
  readonly waysIn: readonly WayIn[];
  /** What we are at each provider; null where nobody can sign in with it. */
  readonly providers: Readonly<Record<Provider, ProviderApp | null>>;
}

/** One answered request, for the metrics. `seconds` is the time until the answer was written. */
export interface ObservedRequest {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** Everything the browser's door needs; built by the composition root. */
export interface HttpParts {
  readonly portal: Portal;
  readonly settings: HttpSettings;
  readonly sessions: SessionTable;
  readonly catalogues: Record<Locale, unknown>;
  readonly assetsDir: string;
  readonly log: Log;
  readonly health: {
    ready(): Promise<{ ready: boolean; checks: Record<string, string> }>;
  };
  readonly observe?: (request: ObservedRequest) => void;
  /** The demo's outgoing messages; its page exists only with it. */
  readonly mailbox?: DemoMailbox;
  readonly random: (bytes: number) => Buffer;
  readonly now: () => Date;
}

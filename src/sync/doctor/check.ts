import type { ZendeskConfiguration } from '../../zendesk/configuration';
import type { Inspection } from '../../zendesk/inspection';
import type { Lock } from '../kind';

export interface Finding {
  /** `untried`: it would write, and nobody said that it may. */
  readonly state: 'ok' | 'warning' | 'broken' | 'untried';
  readonly says: string;
  readonly remedy?: string;
}

/** What checks may ask. */
export interface DoctorPorts {
  readonly ask: Inspection['ask'];
  readonly list: ZendeskConfiguration['list'];
  /** The time at Zendesk by its latest answer, and ours. */
  readonly zendeskTime: () => Date;
  readonly now: () => Date;
  readonly auth:
    { readonly kind: 'oauth'; readonly scope: string } | { readonly kind: 'api_token' };
  readonly lock: Lock;
  /** The values that the form gives to Area and Impact level. */
  readonly options: { readonly area: readonly string[]; readonly impact: readonly string[] };
  readonly webhook: {
    readonly endpoint: string;
    /** SHA-256, in hex, of each secret the portal believes. */
    readonly secretDigests: readonly string[];
  };
  /** Makes a ticket to try things on; null unless an operator said that it may. */
  readonly probe: Probe | null;
  readonly wait: (seconds: number) => Promise<void>;
}

/** One ticket, made for the first who asks and taken away at the end. It mails nobody. */
export interface Probe {
  ticket(): Promise<ProbeTicket>;
}

export interface ProbeTicket {
  readonly number: number;
  readonly externalId: string;
  /** What `x-idempotency-lookup` said, first time and again; and which ticket came again. */
  readonly lookups: readonly (string | null)[];
  readonly repeated: number | null;
}

export interface Check {
  readonly name: string;
  readonly run: (ports: DoctorPorts) => Promise<Finding>;
}

/** @returns what a check says that writes, and may not */
export function untried(what: string): Finding {
  return { state: 'untried', says: `${what}: not tried`, remedy: 'Add --write to try it.' };
}

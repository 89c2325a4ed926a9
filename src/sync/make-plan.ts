import { AppError } from '../errors';
import type { DesiredEntry } from './desired';
import type { Applied, Live, Lock } from './kind';
import type { Plan, Problem } from './plan';

export interface PlanInput {
  readonly environment: string;
  readonly desired: readonly DesiredEntry[];
  /** In Zendesk's order; ids or names. */
  readonly live: Live;
  readonly lock: Lock;
  readonly applied: Applied;
  readonly integrationUserId: string | null;
  readonly options: {
    /** Keys as `kind.key`, or the bare key. */
    readonly allow: ReadonlySet<string>;
    readonly delete: ReadonlySet<string>;
  };
  /** What reading the files and the checks found. */
  readonly problems?: readonly Problem[];
  readonly warnings?: readonly string[];
  /** Digests of the secrets of now, by `kind.key`; see secrets.ts. */
  readonly secretDigests?: Readonly<Record<string, string | null>>;
  /** How many tickets carry an option (null: a field's value at all); undefined when unknown. */
  readonly touchedTickets?: (fieldKey: string, option: string | null) => number | undefined;
}

/** @returns what would be done to bring `live` to `desired`, as a value; nothing is asked or sent */
export function makePlan(input: PlanInput): Plan {
  void input;
  throw new AppError('internal', 'not written yet');
}

import type { Attributes, Json, KindName } from './kind';

/**
 * Whose doing a difference is: `ours` when the files moved, `drift` when somebody changed Zendesk,
 * `both` when both did, `default` when Zendesk chose what the files leave open.
 */
export type Origin = 'ours' | 'drift' | 'both' | 'default';

export interface Difference {
  /** Such as `actions.0.value`. */
  readonly path: string;
  /** Null for nothing. */
  readonly live: Json;
  readonly desired: Json;
  readonly origin: Origin;
}

export interface Change {
  readonly kind: KindName;
  readonly key: string;
  readonly title: string;
  readonly act: 'create' | 'update' | 'deactivate' | 'delete' | 'reorder';
  /** Null for what is not there yet. */
  readonly id: string | null;
  readonly differences: readonly Difference[];
  /**
   * What is sent, references by name. The second, where there is one, waits until every change has
   * had its first: a rule is made asleep and woken last, a form's fields and its conditions never
   * move in one call. Of a reordering it is `order`: our things as `@{kind.key}`, others by id.
   */
  readonly writes: readonly Attributes[];
  /** What it would touch, one sentence each. */
  readonly warnings: readonly string[];
  /** Must be named with `--allow KEY` first. */
  readonly needsAllow: boolean;
}

/** A rule of Zendesk's or ours that the files break, found without asking Zendesk. */
export interface Problem {
  /** The check's name, such as `dangling-reference`. */
  readonly check: string;
  readonly place: string;
  readonly message: string;
}

/** What would be done, as a value: it can be printed, kept in a file and compared. */
export interface Plan {
  readonly environment: string;
  /** Of everything that is there and managed: an apply refuses when it has moved. */
  readonly fingerprint: string;
  /** In the order they are applied. */
  readonly changes: readonly Change[];
  /** Any of them makes the plan unusable. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
  /** How many things of each kind are there that we leave alone. */
  readonly unmanaged: Readonly<Partial<Record<KindName, number>>>;
}

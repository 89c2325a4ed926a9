import type { ConfigurationResource } from '../zendesk/configuration';

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * An object's properties by Zendesk's names, normalised: lists without an order are sorted, empty
 * and unset are one thing, and every id of something we know stands as `@{kind.key}`.
 */
export type Attributes = Readonly<Record<string, Json>>;

/** In the order they are made; a lock file and the files of `config/zendesk` use these names. */
export const KIND_NAMES = [
  'groups',
  'dynamic_content',
  'ticket_fields',
  'ticket_forms',
  'webhooks',
  'trigger_categories',
  'triggers',
  'automations',
  'views',
] as const satisfies readonly ConfigurationResource[];
export type KindName = (typeof KIND_NAMES)[number];

/** One thing as the files want it. */
export interface DesiredObject {
  readonly kind: KindName;
  /** Ours, and the same in every environment. */
  readonly key: string;
  /** Only what the files name; the rest is Zendesk's to choose. */
  readonly attributes: Attributes;
  /**
   * Set for a rule of Zendesk's own that must leave the portal's tickets alone: it is never made,
   * and what it has stays, but for these conditions.
   */
  readonly isGuard: boolean;
}

/** One thing as Zendesk has it. */
export interface LiveObject {
  readonly kind: KindName;
  readonly id: string;
  readonly title: string;
  readonly attributes: Attributes;
  readonly isActive: boolean;
  /** Zendesk made it with the account: it is neither created nor removed. */
  readonly isBuiltIn: boolean;
}

/** What is there of a kind; `missing` where the account's plan has no such thing. */
export type LiveKind = readonly LiveObject[] | 'missing';

/** Everything that is there. */
export type Live = Readonly<Record<KindName, LiveKind>>;

/** Keys to ids of one environment; numbers stay numbers. */
export type Lock = Readonly<Partial<Record<KindName, Readonly<Record<string, number | string>>>>>;

/** What the last apply left, by kind and key: the third side of the comparison. */
export type Applied = Readonly<Partial<Record<KindName, Readonly<Record<string, Attributes>>>>>;

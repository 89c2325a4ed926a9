import type { Translated } from './locale';
import type { Impact } from './ticket';

/** Priorities as support's queue sorts them. */
export type Priority = 'low' | 'normal' | 'high' | 'urgent';

/** A kind of request the form offers. */
export interface RequestKind {
  readonly key: string;
  readonly label: Translated;
}

/** One impact level: the word, its meaning beside the choice, and the priority it gives the ticket. */
export interface ImpactLevel {
  readonly key: Impact;
  readonly label: Translated;
  readonly meaning: Translated;
  readonly priority: Priority;
}

/** What the portal offers (config/portal.yaml). The first kind is preselected. */
export interface Offer {
  readonly kinds: readonly RequestKind[];
  readonly impactLevels: readonly ImpactLevel[];
}

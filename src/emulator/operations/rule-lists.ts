import type { Call } from '../call';
import { invalidField } from '../errors';
import type { Sortable } from '../pagination';
import { contentOf, type RuleContent } from '../params/rule-params';
import type { Automation, Trigger } from '../records';

/** @returns what lists of rules sort by; the usual order is the one they run in */
export function inRuleOrder<Rule extends Automation>(ordered: readonly Rule[]): Sortable<Rule> {
  const places = new Map(ordered.map(({ id }, index) => [id, index]));
  return {
    keys: {
      position: ({ id }) => places.get(id) ?? 0,
      alphabetical: ({ title }) => title.toLowerCase(),
      created_at: ({ createdAt }) => createdAt,
      updated_at: ({ updatedAt }) => updatedAt,
    },
    id: ({ id }) => id,
  };
}

/** @returns whether a rule is among those the caller asks for by `active` and `category_id` */
export function isWanted({ query }: Call): (rule: Automation | Trigger) => boolean {
  return (rule) => {
    if (query.active !== undefined && String(rule.active) !== query.active) return false;
    if (query.category_id === undefined) return true;
    return 'categoryId' in rule && String(rule.categoryId) === query.category_id;
  };
}

/** Throws 422 where an account has as many active rules as it may. @param what such as `triggers` */
export function refuseTooMany(
  rules: ReadonlyMap<number, Automation>,
  most: number,
  what: string,
): void {
  const active = [...rules.values()].filter((rule) => rule.active);
  if (active.length < most) return;
  throw invalidField('base', `There are ${most} active ${what}, which is the limit`);
}

/** @returns the place behind all of them */
export function placeBehind(rules: readonly Pick<Automation, 'position'>[]): number {
  return Math.max(0, ...rules.map(({ position }) => position)) + 1;
}

/** @returns what a new rule does, which must be something. Throws 422. */
export function contentOfNew(values: Parameters<typeof contentOf>[0]): RuleContent {
  const content = contentOf(values);
  if (content && content.actions.length > 0) return content;
  throw invalidField('actions', 'Actions: at least one is needed', 'BlankValue');
}

/** Throws 422 for a blank title. */
export function titleOf(title: string | null | undefined): string {
  if (!title?.trim()) throw invalidField('title', 'Title: cannot be blank', 'BlankValue');
  return title;
}

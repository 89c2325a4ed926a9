import type { RuleCondition, Ticket, User } from '../../records';
import type { World } from '../../world';
import type { ConditionField, ConditionValue, Scope } from './condition-field';
import { judgingField } from './condition-table';
import type { Occasion, Predicate } from './occasion';
import type { Operator } from './operators';
import { metricsOf } from './ticket-metrics';

/** The part of a rule that is judged. */
export interface Conditions {
  all: RuleCondition[];
  any: RuleCondition[];
}

/** Judged rules by the account they were read for; a changed rule is a new object. */
const known = new WeakMap<Conditions, Predicate>();

/** @returns whether all of `all` and, if there are any, one of `any` holds */
export function judge(rule: Conditions, scope: Scope, occasion: Occasion): boolean {
  let holds = known.get(rule);
  if (!holds) {
    holds = toPredicate(rule, (subject) => judgingField(occasion.state, scope, subject));
    known.set(rule, holds);
  }
  return holds(occasion);
}

/**
 * Judges a view's conditions, or any rule's that ask for no update.
 * @param viewer whom `current_user` means
 */
export function matches(
  { state, clock }: Pick<World, 'state' | 'clock'>,
  rule: Conditions,
  ticket: Ticket,
  viewer?: User,
): boolean {
  return judge(rule, 'view', quietOccasion(state, clock.now(), ticket, viewer));
}

/** @returns the ticket as it lies there, nobody changing it */
export function quietOccasion(
  state: Occasion['state'],
  now: number,
  ticket: Ticket,
  viewer?: User,
): Occasion {
  return {
    state,
    now,
    ticket,
    metrics: metricsOf(ticket),
    before: ticket,
    update: undefined,
    viewer,
  };
}

type Find = (subject: string) => ConditionField | undefined;

function toPredicate({ all, any }: Conditions, find: Find): Predicate {
  const every = all.map((condition) => predicateOf(condition, find));
  const some = any.map((condition) => predicateOf(condition, find));
  return (occasion) =>
    every.every((holds) => holds(occasion)) &&
    (some.length === 0 || some.some((holds) => holds(occasion)));
}

/** A field that has gone from the account since makes its condition false, as at Zendesk its rule stops. */
function predicateOf(condition: RuleCondition, find: Find): Predicate {
  const field = find(condition.field);
  if (!field) return () => false;
  return field.judge(condition.operator as Operator, normalised(condition.value));
}

/** @returns the value with the two words for none as null */
export function normalised(value: ConditionValue): ConditionValue {
  return value === '' || value === '__NULL__' ? null : value;
}

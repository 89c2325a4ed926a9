import { stable } from '../stable';
import type { Check, Config } from './check';
import { contradiction } from './contradiction';
import { effectsOf, isAwake, tagsOf, toRule, type Condition, type Rule } from './rule';

type WithEffects = Rule & { readonly effects: readonly Condition[] };
type Wakes = (condition: Condition, effect: Condition) => boolean;

/** Each sets what the next waits for, and the last what the first waits for. */
const triggerLoop: Check = {
  name: 'trigger-loop',
  level: 'problem',
  find: (config) => loops(config, wakesByValue),
};

/** Zendesk fires a trigger once an update, so waiting for any change is a smell, not a loop. */
const triggerLoopByChange: Check = {
  name: 'trigger-loop-by-change',
  level: 'warning',
  find: (config) => loops(config, wakesByChange),
};

export const LOOP_CHECKS: readonly Check[] = [triggerLoop, triggerLoopByChange];

function loops({ of }: Config, wakes: Wakes): ReturnType<Check['find']> {
  const rules = of('triggers')
    .filter((entry) => isAwake(entry) && !entry.isGuard)
    .map((entry) => ({ ...toRule(entry), effects: effectsOf(toRule(entry).actions) }));
  const wokenBy = wokenRules(rules, wakes);
  const next = new Map(
    rules.map((rule) => {
      const others = new Set(rule.effects.flatMap(wokenBy));
      return [rule, [...others].filter((other) => canFollow(rule, other))];
    }),
  );
  const told = new Set<WithEffects>();
  return rules.flatMap((rule) => {
    const way = told.has(rule) ? undefined : wayBack(rule, next);
    if (!way) return [];
    way.forEach((one) => told.add(one));
    const names = way.map(({ entry }) => entry.key).join(' → ');
    return [{ entry: rule.entry, message: `It wakes itself again: ${rule.entry.key} → ${names}.` }];
  });
}

/** Rules share few conditions and effects: each pair of them is judged once. */
function wokenRules(
  rules: readonly WithEffects[],
  wakes: Wakes,
): (effect: Condition) => readonly WithEffects[] {
  const waiting = new Map<string, { condition: Condition; rules: Set<WithEffects> }>();
  for (const rule of rules) {
    for (const condition of [...rule.all, ...rule.any]) {
      const group = waiting.get(stable(condition)) ?? { condition, rules: new Set() };
      group.rules.add(rule);
      waiting.set(stable(condition), group);
    }
  }
  const known = new Map<string, readonly WithEffects[]>();
  return (effect) => {
    const before = known.get(stable(effect));
    if (before) return before;
    const woken = [...waiting.values()]
      .filter(({ condition }) => condition.field === effect.field && wakes(condition, effect))
      .flatMap((group) => [...group.rules]);
    known.set(stable(effect), woken);
    return woken;
  };
}

/** Whether the other rule can hold once the first has done its work. */
function canFollow({ all, effects }: WithEffects, other: Rule): boolean {
  const touched = new Set(effects.map(({ field }) => field));
  // What held before and was not touched holds still.
  const still = all.filter(
    ({ field, operator }) => !touched.has(field) && !/changed|value|previous/.test(operator),
  );
  return contradiction([...still, ...effects, ...other.all]) === undefined;
}

function wakesByValue(condition: Condition, effect: Condition): boolean {
  const { operator, value } = condition;
  if (condition.field === 'current_tags') {
    return operator === effect.operator && tagsOf(value).includes(tagsOf(effect.value)[0] ?? '');
  }
  if (operator === 'is' || operator === 'value') return value === effect.value;
  return (operator === 'is_not' || operator === 'not_value') && value !== effect.value;
}

function wakesByChange({ operator }: Condition): boolean {
  return operator === 'changed' || operator === 'value_previous';
}

function wayBack(
  start: WithEffects,
  next: ReadonlyMap<WithEffects, readonly WithEffects[]>,
): WithEffects[] | undefined {
  const seen = new Set<WithEffects>();
  const walk = (rule: WithEffects): WithEffects[] | undefined => {
    for (const other of next.get(rule) ?? []) {
      if (other === start) return [other];
      if (seen.has(other)) continue;
      seen.add(other);
      const way = walk(other);
      if (way) return [other, ...way];
    }
    return undefined;
  };
  return walk(start);
}

import { stable } from './stable';
import type { Attributes, Json } from './kind';
import { listOf } from './json-parts';
import type { Difference, Origin } from './plan';

/** The same place in the three states; undefined where a state has nothing there. */
interface Three {
  readonly applied: Json | undefined;
  readonly desired: Json | undefined;
  readonly live: Json | undefined;
}

/**
 * @param states normalised, references by name; `applied` is undefined for what no apply has seen
 * @returns what differs in the attributes the files name, with whose doing it is; and, as `default`,
 *   attributes the files named at the last apply and name no longer
 */
export function diff(states: {
  readonly applied: Attributes | undefined;
  readonly desired: Attributes;
  readonly live: Attributes;
}): Difference[] {
  const { desired, live } = states;
  const applied = states.applied ?? {};
  const named = Object.keys(desired).flatMap((name) =>
    differences(name, { applied: applied[name], desired: desired[name], live: live[name] }),
  );
  const dropped = Object.keys(applied)
    .filter((name) => desired[name] === undefined && name in live && !isEmpty(live[name]))
    .map((name) => ({
      path: name,
      live: live[name] ?? null,
      desired: null,
      origin: 'default' as const,
    }));
  return [...named, ...dropped];
}

function differences(path: string, three: Three): Difference[] {
  const { desired, live } = three;
  if (isSame(desired, live)) return [];
  // A webhook's data is never answered; its secrets are compared by their digest.
  if (path === 'authentication.data') return [];
  if (isRecord(desired) && isRecord(live)) {
    return Object.keys(desired).flatMap((name) =>
      differences(`${path}.${name}`, memberOf(three, name)),
    );
  }
  const idOf = IDENTITIES[path.split('.').at(-1) ?? ''];
  if (idOf && (Array.isArray(desired) || Array.isArray(live))) {
    return elementDifferences(path, three, idOf);
  }
  if (Array.isArray(desired) && Array.isArray(live) && desired.length === live.length) {
    return desired.flatMap((_, index) =>
      differences(`${path}.${index}`, memberOf(three, String(index))),
    );
  }
  return [{ path, live: live ?? null, desired: desired ?? null, origin: originOf(three) }];
}

interface Identity {
  readonly of: (element: Json) => string;
  readonly isOrdered: boolean;
}

/** Lists whose elements are known by something better than their place. */
const IDENTITIES: Readonly<Record<string, Identity>> = {
  all: { of: (one) => members(one, 'field'), isOrdered: false },
  any: { of: (one) => members(one, 'field'), isOrdered: false },
  custom_field_options: { of: (one) => members(one, 'value'), isOrdered: true },
  agent_conditions: { of: (one) => members(one, 'parent_field_id', 'value'), isOrdered: false },
  end_user_conditions: { of: (one) => members(one, 'parent_field_id', 'value'), isOrdered: false },
  child_fields: { of: (one) => members(one, 'id'), isOrdered: false },
};

function elementDifferences(path: string, three: Three, identity: Identity): Difference[] {
  // Equal elements of a set belong together, whatever else has the same identity.
  const sets = identity.isOrdered ? lists(three) : withoutShared(lists(three));
  const applied = byIdentity(listOf(three.applied), identity);
  const desired = byIdentity(sets.desired, identity);
  const live = byIdentity(sets.live, identity);
  const everSame = new Set(listOf(three.applied).map(stable));
  const found = [...new Set([...desired.keys(), ...live.keys()])].flatMap((id) => {
    const pair = { desired: desired.get(id), live: live.get(id) };
    if (isSame(pair.desired, pair.live)) return [];
    if (identity.isOrdered)
      return differences(`${path}.${id}`, { applied: applied.get(id), ...pair });
    const before = [pair.live, pair.desired].find(
      (one) => one !== undefined && everSame.has(stable(one)),
    );
    const three = { applied: before ?? applied.get(id), ...pair };
    return [
      {
        path: `${path}.${id}`,
        live: pair.live ?? null,
        desired: pair.desired ?? null,
        origin: originOf(
          before === undefined && !pair.live ? { ...three, applied: undefined } : three,
        ),
      },
    ];
  });
  const order = identity.isOrdered ? orderDifference(path, applied, desired, live) : [];
  return [...found, ...order];
}

function orderDifference(
  path: string,
  ...[applied, desired, live]: readonly Map<string, Json>[]
): Difference[] {
  const shared = (one: Map<string, Json> | undefined) =>
    [...(one?.keys() ?? [])].filter((id) => desired?.has(id) && live?.has(id));
  const three = { applied: shared(applied), desired: shared(desired), live: shared(live) };
  if (isSame(three.desired, three.live)) return [];
  return [
    {
      path: `${path}.order`,
      live: three.live,
      desired: three.desired,
      origin: originOf(three),
    },
  ];
}

function originOf({ applied, desired, live }: Three): Origin {
  if (isSame(applied, live)) return 'ours';
  if (isSame(applied, desired)) return 'drift';
  // Nothing applied yet: the files want it for the first time.
  return applied === undefined ? 'ours' : 'both';
}

function lists({ desired, live }: Three): { desired: readonly Json[]; live: readonly Json[] } {
  return { desired: listOf(desired), live: listOf(live) };
}

function withoutShared({ desired, live }: ReturnType<typeof lists>): ReturnType<typeof lists> {
  const left = new Map<string, number>();
  for (const one of live) left.set(stable(one), (left.get(stable(one)) ?? 0) + 1);
  const onlyDesired = desired.filter((one) => {
    const count = left.get(stable(one)) ?? 0;
    if (count > 0) left.set(stable(one), count - 1);
    return count === 0;
  });
  const onlyLive = live.filter((one) => {
    const count = left.get(stable(one)) ?? 0;
    if (count > 0) left.set(stable(one), count - 1);
    return count > 0;
  });
  return { desired: onlyDesired, live: onlyLive };
}

/** Elements of one identity are told apart by their number. */
function byIdentity(list: readonly Json[], { of }: Identity): Map<string, Json> {
  const found = new Map<string, Json>();
  for (const one of list) {
    const id = of(one);
    let name = id;
    for (let number = 2; found.has(name); number += 1) name = `${id}#${number}`;
    found.set(name, one);
  }
  return found;
}

/** @returns whether two values are one; nothing, an empty text and an empty list are one */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return (isEmpty(a) && isEmpty(b)) || stable(a ?? null) === stable(b ?? null);
}

function isEmpty(value: Json | undefined): boolean {
  const isList = Array.isArray(value) && value.length === 0;
  return value === undefined || value === null || value === '' || isList;
}

function memberOf({ applied, desired, live }: Three, name: string): Three {
  return { applied: at(applied, name), desired: at(desired, name), live: at(live, name) };
}

function at(value: Json | undefined, name: string): Json | undefined {
  return isRecord(value) || Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)[name]
    : undefined;
}

function isRecord(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function members(element: Json, ...names: readonly string[]): string {
  return names
    .map((name) => at(element, name))
    .map((part) => (typeof part === 'string' ? part : stable(part ?? '')))
    .join('=');
}

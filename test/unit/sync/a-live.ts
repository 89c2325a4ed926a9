import type { RawObject } from '../../../src/zendesk/configuration';
import type { DesiredEntry } from '../../../src/sync/desired-entry';
import {
  KIND_NAMES,
  type Applied,
  type Attributes,
  type KindName,
  type Live,
  type LiveObject,
  type Lock,
} from '../../../src/sync/kind';
import { toLiveObjects } from '../../../src/sync/live-object';
import { makePlan, type PlanInput } from '../../../src/sync/make-plan';
import type { Plan } from '../../../src/sync/plan';
import { topological } from '../../../src/sync/topological';
import { lookupOf } from '../../../src/sync/lookup';
import { toIds } from '../../../src/sync/to-ids';
import { entriesOf } from './a-configuration';

/** A fresh account: system fields, and a rule of Zendesk's own. */
const FRESH: Partial<Record<KindName, readonly RawObject[]>> = {
  ticket_fields: ['subject', 'description', 'status', 'group'].map((type, index) => ({
    id: 11 + index,
    type,
    title: type,
    removable: false,
    position: index,
  })),
  triggers: [
    {
      id: 21,
      title: 'Notify requester of comment update',
      conditions: { all: [{ field: 'comment_is_public', operator: 'is', value: 'true' }], any: [] },
      actions: [{ field: 'notification_user', value: ['requester_and_ccs', 'Re', 'Body'] }],
      position: 1,
    },
  ],
};

export function liveOf(
  raws: Partial<Record<KindName, readonly RawObject[] | 'missing'>> = {},
): Live {
  const kinds = KIND_NAMES.map((kind) => {
    const raw = raws[kind] ?? FRESH[kind] ?? [];
    return [kind, raw === 'missing' ? raw : toLiveObjects(kind, raw)] as const;
  });
  return Object.fromEntries(kinds) as Live;
}

export interface State {
  live: Live;
  lock: Lock;
  applied: Applied;
}

export const INTEGRATION = '900';

/** @returns the state an apply of the entries would leave */
export function appliedState(desired: readonly DesiredEntry[] = entriesOf()): State {
  let state: State = { live: liveOf(), lock: { triggers: { standard_comment: 21 } }, applied: {} };
  let next = 1_000;
  for (const entry of topological(desired)) {
    const { kind, key, isGuard } = entry;
    const lookup = lookupOf(state.live, state.lock, INTEGRATION);
    const objects = state.live[kind] as readonly LiveObject[];
    const id = isGuard ? 21 : (next += 1);
    const sent = toIds(entry.attributes, lookup);
    const made = isGuard
      ? objects.map((one) => (one.id === '21' ? withConditions(one, sent) : one))
      : [...objects, ...toLiveObjects(kind, [asAnswered(kind, id, sent)])];
    const before = isGuard ? { all: made[0]?.attributes.all ?? [] } : entry.attributes;
    state = {
      live: { ...state.live, [kind]: made },
      lock: { ...state.lock, [kind]: { ...state.lock[kind], [key]: id } },
      applied: { ...state.applied, [kind]: { ...state.applied[kind], [key]: before } },
    };
  }
  return state;
}

/** @returns a plan from a state */
export function planOf(state: Partial<State> = {}, more: Partial<PlanInput> = {}): Plan {
  return makePlan({
    environment: 'test',
    desired: entriesOf(),
    live: liveOf(),
    lock: {},
    applied: {},
    integrationUserId: INTEGRATION,
    options: { allow: new Set(), delete: new Set() },
    ...state,
    ...more,
  });
}

/** @returns the state after somebody changed a thing at the desk */
export function edited(state: State, kind: KindName, key: string, changes: Attributes): State {
  const id = String(state.lock[kind]?.[key]);
  const objects = state.live[kind] as readonly LiveObject[];
  const changed = objects.map((one) =>
    one.id === id
      ? {
          ...one,
          title: typeof changes.title === 'string' ? changes.title : one.title,
          attributes: { ...one.attributes, ...changes },
        }
      : one,
  );
  return { ...state, live: { ...state.live, [kind]: changed } };
}

/** Zendesk adds its own to what was sent, and answers some of it in other words. */
function asAnswered(kind: KindName, id: number, sent: Attributes): RawObject {
  const server = { id, url: `https://x/${id}`, created_at: '2026-11-27T00:00:00Z', position: id };
  if (kind === 'webhooks') return { ...server, ...sent, authentication: { type: 'bearer_token' } };
  if (kind === 'dynamic_content') {
    const variants = [
      { locale_id: 1, content: 'Impact', active: true },
      { locale_id: 19, content: 'Impacto', active: true },
      { locale_id: 2, content: 'Impacto', active: true },
    ];
    return {
      ...server,
      name: sent.name,
      default_locale_id: 1,
      variants,
      placeholder: '{{dc.impact_title}}',
    };
  }
  if (kind === 'triggers' || kind === 'automations') {
    const { all, any, ...rest } = sent;
    return {
      ...server,
      ...rest,
      raw_title: sent.title,
      conditions: { all: [...(all as [])].reverse(), any: any ?? [] },
    };
  }
  if (kind === 'views') {
    const { all, any, output, ...rest } = sent;
    const { columns, ...order } = output as { columns: (string | number)[] };
    const execution = { ...order, columns: columns.map((column) => ({ id: column, title: 'x' })) };
    return { ...server, ...rest, conditions: { all, any: any ?? [] }, execution };
  }
  if (kind === 'ticket_fields') {
    const options = sent.custom_field_options as Record<string, string>[] | undefined;
    return {
      ...server,
      ...sent,
      raw_title: sent.title,
      title: 'rendered',
      removable: true,
      custom_field_options: options?.map(({ name, value }, index) => ({
        id: index,
        name,
        raw_name: name,
        value,
      })),
    };
  }
  return { ...server, ...sent };
}

function withConditions(object: LiveObject, { all }: Attributes): LiveObject {
  const has = object.attributes.all as [];
  return { ...object, attributes: { ...object.attributes, all: [...has, ...(all as [])] } };
}

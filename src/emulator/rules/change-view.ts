import { invalidField, recordInvalid } from '../errors';
import type { ViewParams } from '../params/view-params';
import type { RuleCondition, View } from '../records';
import { nextId, type State } from '../state';
import type { World } from '../world';
import { conditionProblems } from './business/check-rule';
import { isSortable, knownColumn } from './view-columns';

const MAX_COLUMNS = 10;
/** One of these must be asked for, so that no view is everything. */
const NARROWING = ['status', 'type', 'group_id', 'assignee_id', 'requester_id'];
const USUAL_COLUMNS = [
  'nice_id',
  'subject',
  'requester',
  'created',
  'updated',
  'group',
  'assignee',
];

/** @returns a new view, already stored, the last of all. Throws 422. */
export function createViewRecord(world: World, params: ViewParams): View {
  const { state, clock } = world;
  const positions = [...state.views.values()].map(({ position }) => position);
  const blank: View = {
    ...{ id: 0, title: '', description: null, active: true, all: [], any: [] },
    ...{ position: Math.max(0, ...positions) + 1, columns: USUAL_COLUMNS },
    ...{ groupBy: null, groupOrder: 'asc', sortBy: 'nice_id', sortOrder: 'desc' },
    ...{ restriction: null, createdAt: clock.stamp(), updatedAt: clock.stamp() },
  };
  const view = written(state, blank, params);
  view.id = nextId(state);
  state.views.set(view.id, view);
  world.changed();
  return view;
}

/**
 * A list of conditions replaces the one before; `all` and `any` each by itself.
 * @returns the view as it is now. Throws 422 and changes nothing when Zendesk would refuse.
 */
export function changeViewRecord(world: World, before: View, params: ViewParams): View {
  const view = { ...written(world.state, before, params), updatedAt: world.clock.stamp() };
  world.state.views.set(view.id, view);
  world.changed();
  return view;
}

function written(state: State, before: View, params: ViewParams): View {
  const all = params.all ?? params.conditions?.all;
  const any = params.any ?? params.conditions?.any;
  const view: View = {
    ...before,
    ...writtenOutput(state, before, params.output ?? {}),
    title: params.title === undefined ? before.title : (params.title ?? '').trim(),
    description: params.description === undefined ? before.description : params.description,
    active: params.active ?? before.active,
    position: params.position ?? before.position,
    all: all?.map(toCondition) ?? before.all,
    any: any?.map(toCondition) ?? before.any,
    restriction: writtenRestriction(state, before, params),
  };
  if (!view.title) throw invalidField('title', 'Title: cannot be blank', 'BlankValue');
  if (!view.all.some(({ field }) => NARROWING.includes(field))) {
    const sentence = `Conditions: all must ask for one of ${NARROWING.join(', ')}`;
    throw invalidField('base', sentence);
  }
  const problems = conditionProblems(state, 'view', view);
  if (problems.length > 0) throw recordInvalid({ base: problems });
  return view;
}

function writtenOutput(
  state: State,
  before: View,
  output: NonNullable<ViewParams['output']>,
): Pick<View, 'columns' | 'groupBy' | 'groupOrder' | 'sortBy' | 'sortOrder'> {
  const column = (name: string): string => {
    const known = knownColumn(state, name);
    if (known === undefined) throw invalidField('output', `Columns: ${name} is not a column`);
    return known;
  };
  const key = (name: string | null): string | null => {
    const known = name ? column(name) : null;
    if (known === null || isSortable(known)) return known;
    throw invalidField('output', `Order: ${known} cannot be sorted by`);
  };
  const columns = output.columns?.map(column) ?? before.columns;
  if (columns.length > MAX_COLUMNS) {
    throw invalidField('output', `Columns: are more than ${MAX_COLUMNS}`);
  }
  return {
    columns,
    groupBy: output.group_by === undefined ? before.groupBy : key(output.group_by),
    groupOrder: output.group_order ?? before.groupOrder,
    sortBy: output.sort_by === undefined ? before.sortBy : key(output.sort_by),
    sortOrder: output.sort_order ?? before.sortOrder,
  };
}

function writtenRestriction(
  state: State,
  before: View,
  { restriction }: ViewParams,
): View['restriction'] {
  if (restriction === undefined) return before.restriction;
  if (restriction === null) return null;
  const { type, id } = restriction;
  const ids = restriction.ids ?? (id === undefined ? [] : [id]);
  const records: ReadonlyMap<number, unknown> = type === 'Group' ? state.groups : state.users;
  const areKnown = ids.length > 0 && ids.every((one) => records.has(one));
  if (!areKnown) throw invalidField('restriction', 'Restriction: is invalid');
  return { type, ids };
}

/** Zendesk keeps values as text. */
function toCondition(written: NonNullable<ViewParams['all']>[number]): RuleCondition {
  return { ...written, value: written.value ?? null };
}

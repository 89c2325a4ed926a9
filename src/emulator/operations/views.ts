import { idParam, noContent, ok, type Call, type Reply } from '../call';
import { recordNotFound } from '../errors';
import { paginate, type Sortable } from '../pagination';
import { readParams } from '../params/read-params';
import { viewParams } from '../params/view-params';
import { presentView } from '../presenters/view';
import type { User, View } from '../records';
import { changeViewRecord, createViewRecord } from '../rules/change-view';
import { memberIdsOf } from '../rules/groups';
import type { State } from '../state';
import type { World } from '../world';
import { readerOf } from './ticket-fields';

const VIEW_ORDER: Sortable<View> = {
  keys: {
    position: (view) => view.position,
    alphabetical: (view) => view.title.toLowerCase(),
    created_at: (view) => view.createdAt,
    updated_at: (view) => view.updatedAt,
  },
  id: (view) => view.id,
};

/** Those the caller may use. https://developer.zendesk.com/api-reference/ticketing/business-rules/views/#list-views */
export function listViews({ state }: World, call: Call): Reply {
  const { active, group_id: groupId } = call.query;
  const views = [...state.views.values()]
    .filter((view) => maySee(state, call.user, view))
    .filter((view) => active === undefined || view.active === (active === 'true'))
    .filter((view) => groupId === undefined || isOfGroup(view, Number(groupId)));
  return list(state, call, views);
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/views/#list-active-views */
export function listActiveViews(world: World, call: Call): Reply {
  return listViews(world, { ...call, query: { ...call.query, active: 'true' } });
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/views/#show-view */
export function showView({ state }: World, call: Call): Reply {
  return ok({ view: presentView(readerOf(state, call), findView(state, call)) });
}

/** Answers 200, as documented. https://developer.zendesk.com/api-reference/ticketing/business-rules/views/#create-view */
export function createView(world: World, call: Call): Reply {
  const { values, warning } = readParams(call.body, 'view', viewParams, 'views#create');
  return shown(world, call, createViewRecord(world, values), warning);
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/views/#update-view */
export function updateView(world: World, call: Call): Reply {
  const before = findView(world.state, call);
  const { values, warning } = readParams(call.body, 'view', viewParams, 'views#update');
  return shown(world, call, changeViewRecord(world, before, values), warning);
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/views/#delete-view */
export function deleteView(world: World, call: Call): Reply {
  world.state.views.delete(findView(world.state, call).id);
  world.changed();
  return noContent();
}

/** @returns the view of the address, unless it is unknown or others' alone: 404 */
export function findView(state: State, call: Call): View {
  const view = state.views.get(idParam(call));
  if (!view || !maySee(state, call.user, view)) throw recordNotFound();
  return view;
}

/** Admins see the views of every group, and nobody another person's own. */
function maySee(state: State, user: User, { restriction }: View): boolean {
  if (!restriction) return true;
  if (restriction.type === 'User') return restriction.ids.includes(user.id);
  if (user.role === 'admin') return true;
  return restriction.ids.some((groupId) => memberIdsOf(state, groupId).includes(user.id));
}

function isOfGroup({ restriction }: View, groupId: number): boolean {
  return restriction?.type === 'Group' && restriction.ids.includes(groupId);
}

function list(state: State, call: Call, views: View[]): Reply {
  const { items, envelope } = paginate(call, views, VIEW_ORDER);
  return ok({ views: items.map((view) => presentView(readerOf(state, call), view)), ...envelope });
}

function shown({ state }: World, call: Call, view: View, warning: Record<string, string>): Reply {
  return { ...ok({ view: presentView(readerOf(state, call), view) }), headers: warning };
}

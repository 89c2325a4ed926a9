import { z } from 'zod';
import { created, idParam, noContent, ok, type Call, type Reply } from '../call';
import { invalidField, recordNotFound } from '../errors';
import { paginate, type Sortable } from '../pagination';
import { flag, optionalText, readParams } from '../params/read-params';
import { presentGroup } from '../presenters/group';
import type { Group } from '../records';
import { deleteGroupRecord, livingGroups } from '../rules/groups';
import { nextId, type State } from '../state';
import type { World } from '../world';

const groupParams = z.object({
  name: optionalText,
  description: optionalText,
  is_public: flag.optional(),
});
type GroupParams = z.infer<typeof groupParams>;

/** Without the deleted ones. https://developer.zendesk.com/api-reference/ticketing/groups/groups/#list-groups */
export function listGroups({ state }: World, call: Call): Reply {
  const order: Sortable<Group> = { keys: { id: (group) => group.id }, id: (group) => group.id };
  const { items, envelope } = paginate(call, livingGroups(state), order);
  return ok({ groups: items.map((group) => presentGroup(call.origin, group)), ...envelope });
}

/** A deleted one too. https://developer.zendesk.com/api-reference/ticketing/groups/groups/#show-group */
export function showGroup({ state }: World, call: Call): Reply {
  const group = state.groups.get(idParam(call));
  if (!group) throw recordNotFound();
  return ok({ group: presentGroup(call.origin, group) });
}

/** https://developer.zendesk.com/api-reference/ticketing/groups/groups/#create-group */
export function createGroup(world: World, call: Call): Reply {
  const { state, clock } = world;
  const { values, warning } = read(call, 'create');
  const group: Group = {
    ...written(state, { name: '', description: '', isPublic: true }, values),
    ...{ id: nextId(state), isDefault: false, deleted: false },
    ...{ createdAt: clock.stamp(), updatedAt: clock.stamp() },
  };
  state.groups.set(group.id, group);
  world.changed();
  const shown = presentGroup(call.origin, group);
  const reply = created({ group: shown }, shown.url);
  return { ...reply, headers: { ...reply.headers, ...warning } };
}

/** https://developer.zendesk.com/api-reference/ticketing/groups/groups/#update-group */
export function updateGroup(world: World, call: Call): Reply {
  const before = findLiving(world.state, call);
  const { values, warning } = read(call, 'update');
  if (!before.isPublic && values.is_public) {
    throw invalidField('is_public', 'Public: a private group cannot become public');
  }
  const change = written(world.state, before, values);
  const group = { ...before, ...change, updatedAt: world.clock.stamp() };
  world.state.groups.set(group.id, group);
  world.changed();
  return { ...ok({ group: presentGroup(call.origin, group) }), headers: warning };
}

/** https://developer.zendesk.com/api-reference/ticketing/groups/groups/#delete-group */
export function deleteGroup(world: World, call: Call): Reply {
  const group = findLiving(world.state, call);
  if (group.isDefault) throw invalidField('base', `${group.name}: is the default group and stays`);
  deleteGroupRecord(world, group);
  return noContent();
}

function written(
  state: State,
  before: Pick<Group, 'name' | 'description' | 'isPublic'> & { id?: number },
  values: GroupParams,
) {
  const name = values.name === undefined ? before.name : (values.name ?? '').trim();
  if (!name) throw invalidField('name', 'Name: cannot be blank', 'BlankValue');
  const isTaken = livingGroups(state).some(
    (other) => other.id !== before.id && other.name.toLowerCase() === name.toLowerCase(),
  );
  if (isTaken) {
    throw invalidField('name', `Name: ${name} has already been taken`, 'DuplicateValue');
  }
  return {
    name,
    description: values.description === undefined ? before.description : (values.description ?? ''),
    isPublic: values.is_public ?? before.isPublic,
  };
}

function read(call: Call, action: string) {
  return readParams(call.body, 'group', groupParams, `groups#${action}`);
}

function findLiving(state: State, call: Call): Group {
  const group = state.groups.get(idParam(call));
  if (!group || group.deleted) throw recordNotFound();
  return group;
}

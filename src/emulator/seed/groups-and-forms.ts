import type { User } from '../records';
import { joinGroup } from '../rules/groups';
import { nextId, type State } from '../state';

/** Stores the account's first group, which is the default, and puts the people into it. */
export function addDefaultGroup(state: State, stamp: string, name: string, people: User[]): void {
  const id = nextId(state);
  state.groups.set(id, {
    ...{ id, name, description: '', isPublic: true, isDefault: true, deleted: false },
    ...{ createdAt: stamp, updatedAt: stamp },
  });
  for (const person of people) joinGroup(state, stamp, person.id, id);
}

/** Stores the account's first form, which is the default, with every field there is. */
export function addDefaultForm(state: State, stamp: string, id: number, name: string): void {
  state.ticketForms.set(id, {
    ...{ id, name, displayName: name, position: 1, ticketFieldIds: [...state.ticketFields.keys()] },
    ...{ active: true, isDefault: true, endUserVisible: true },
    ...{ inAllBrands: true, restrictedBrandIds: [], agentConditions: [], endUserConditions: [] },
    ...{ createdAt: stamp, updatedAt: stamp },
  });
}

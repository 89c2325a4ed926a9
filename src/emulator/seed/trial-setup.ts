import type { User } from '../records';
import { nextId, type State } from '../state';
import { addDefaultForm, addDefaultGroup } from './groups-and-forms';
import { standardRules } from './standard-rules';

/** What Zendesk sets up in an account nobody has worked in yet. */
export function addTrialSetup(state: State, stamp: string, people: User[]): void {
  addDefaultGroup(state, stamp, 'Support', people);
  addDefaultForm(state, stamp, nextId(state), 'Default Ticket Form');
  const { triggerCategories, triggers, automations } = standardRules(() => nextId(state), stamp);
  for (const category of triggerCategories) state.triggerCategories.set(category.id, category);
  for (const trigger of triggers) state.triggers.set(trigger.id, trigger);
  for (const automation of automations) state.automations.set(automation.id, automation);
}

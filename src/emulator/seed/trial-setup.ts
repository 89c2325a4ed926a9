import type { User } from '../records';
import { nextId, type State } from '../state';
import { addDefaultForm, addDefaultGroup } from './groups-and-forms';
import { addStandardRules } from './standard-rules';

/** What Zendesk sets up in an account nobody has worked in yet. */
export function addTrialSetup(state: State, stamp: string, people: User[]): void {
  addDefaultGroup(state, stamp, 'Support', people);
  addDefaultForm(state, stamp, nextId(state), 'Default Ticket Form');
  addStandardRules(state, stamp);
}

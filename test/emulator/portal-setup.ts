import type { FieldOption, User } from '../../src/emulator/records';
import { nextId, type State } from '../../src/emulator/state';
import { addField } from '../../src/emulator/seed/fields';
import { addDefaultForm, addDefaultGroup } from '../../src/emulator/seed/groups-and-forms';

/** Ids the tests name; the other ids are given out as records are made. */
const FIELD_IDS = {
  vtexAccount: 360_000_000_101,
  area: 360_000_000_102,
  impactLevel: 360_000_000_103,
} as const;
const FORM_ID = 360_000_000_201;

/** The portal's own fields, form and group, as if an administrator had made them already. */
export function addPortalSetup(state: State, stamp: string, people: User[]): void {
  addDefaultGroup(
    state,
    stamp,
    'Financial Support',
    people.filter(({ role }) => role === 'agent'),
  );
  addField(state, stamp, { id: FIELD_IDS.vtexAccount, type: 'text', title: 'VTEX account' });
  const options = (entries: [name: string, value: string][]): FieldOption[] =>
    entries.map(([name, value]) => ({ id: nextId(state), name, value, isDefault: false }));
  addField(state, stamp, {
    id: FIELD_IDS.area,
    type: 'tagger',
    title: 'Area',
    options: options([
      ['Financial', 'area_financial'],
      ['Technical', 'area_technical'],
      ['Commercial', 'area_commercial'],
    ]),
  });
  addField(state, stamp, {
    id: FIELD_IDS.impactLevel,
    type: 'tagger',
    title: 'Impact level',
    options: options([
      ['Normal', 'impact_normal'],
      ['High', 'impact_high'],
      ['Urgent', 'impact_urgent'],
    ]),
  });
  addDefaultForm(state, stamp, FORM_ID, 'Financial support');
}

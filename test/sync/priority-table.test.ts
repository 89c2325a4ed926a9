import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOffer } from '../../src/settings/offer';
import { readDesired } from '../../src/sync/desired';
import type { DesiredEntry } from '../../src/sync/desired-entry';
import { listOf, membersOf } from '../../src/sync/json-parts';

const ROOT = join(__dirname, '../..');
const IMPACT = 'custom_fields_@{ticket_fields.impact_level}';
const offer = readOffer();

/** What the form offers: the table everything else must agree with. */
const offered = Object.fromEntries(offer.impactLevels.map(({ key, priority }) => [key, priority]));

describe('an impact gives the same priority', () => {
  const { entries, problems } = readDesired(join(ROOT, 'config/zendesk'), {
    offer,
    settings: {
      portal_url: 'https://portal.example',
      webhook_endpoint: 'https://portal.example/w',
    },
  });
  const triggers = entries.filter(({ kind }) => kind === 'triggers');

  test('in the form as in the triggers Zendesk gets, for every impact and no other', () => {
    expect(problems).toEqual([]);
    const given = triggers.flatMap((trigger) =>
      impactsOf(trigger).map((impact) => [impact, prioritiesOf(trigger)] as const),
    );
    const wanted = Object.entries(offered).map(([key, priority]) => [`impact_${key}`, [priority]]);
    expect(given).toEqual(wanted);
  });

  test('and nothing but an impact changes a priority', () => {
    const changing = triggers.filter((trigger) => prioritiesOf(trigger).length > 0);
    for (const trigger of changing) expect(impactsOf(trigger)).toHaveLength(1);
    expect(changing).toHaveLength(offer.impactLevels.length);
  });

  test('as the field of Zendesk has for choices', () => {
    const field = entries.find(
      ({ kind, key }) => kind === 'ticket_fields' && key === 'impact_level',
    );
    const values = listOf(field?.attributes.custom_field_options).map(
      (one) => membersOf(one).value,
    );
    expect(values).toEqual(Object.keys(offered).map((key) => `impact_${key}`));
  });

  test('as the README says, in the words of the form', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const rows = [...readme.matchAll(/^\| (\w+) +\| (.+?) +\| (\w+) +\|$/gm)].map((row) =>
      row.slice(1),
    );
    const wanted = offer.impactLevels.map(({ label, meaning, priority }) => [
      ...[label.en, meaning.en, priority],
    ]);
    expect(rows).toEqual([['Impact', 'Means', 'Priority'], ...wanted]);
  });
});

function impactsOf({ attributes }: DesiredEntry): unknown[] {
  const conditions = [...listOf(attributes.all), ...listOf(attributes.any)].map(membersOf);
  return conditions
    .filter(({ field, operator }) => field === IMPACT && operator === 'is')
    .map(({ value }) => value);
}

function prioritiesOf({ attributes }: DesiredEntry): unknown[] {
  return listOf(attributes.actions)
    .map(membersOf)
    .filter(({ field }) => field === 'priority')
    .map(({ value }) => value);
}

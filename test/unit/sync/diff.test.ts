import { diff } from '../../../src/sync/diff';
import type { Attributes, Json } from '../../../src/sync/kind';

const condition = (field: string, value: string, operator = 'is') => ({ field, operator, value });
const option = (value: string, name = value) => ({ name, value, default: false });
const told = (applied: Attributes | undefined, desired: Attributes, live: Attributes) =>
  diff({ applied, desired, live }).map(({ path, origin }) => `${path} ${origin}`);

describe('a comparison of three states (ideal 3)', () => {
  test.each<[string, Json | undefined, Json, Json, string[]]>([
    ['nothing moved', 'a', 'a', 'a', []],
    ['the files moved', 'a', 'b', 'a', ['title ours']],
    ['Zendesk moved', 'a', 'a', 'b', ['title drift']],
    ['both moved apart', 'a', 'b', 'c', ['title both']],
    ['both moved to the same', 'a', 'b', 'b', []],
    ['nothing was applied', undefined, 'a', 'b', ['title ours']],
    ['it was set for the first time', undefined, 'a', null, ['title ours']],
    ['somebody emptied it', 'a', 'a', '', ['title drift']],
  ])('%s', (_, applied, title, live, expected) => {
    const before = applied === undefined ? undefined : { title: applied };
    expect(told(before, { title }, { title: live })).toEqual(expected);
  });

  test('compares only what the files name', () => {
    expect(told({}, { title: 'a' }, { title: 'a', description: 'theirs' })).toEqual([]);
    expect(
      told({}, { output: { columns: ['a'] } }, { output: { columns: ['a'], sort_by: 'x' } }),
    ).toEqual([]);
  });

  test('tells as default what the files named once and name no longer', () => {
    expect(told({ title: 'a', tag: 'x' }, { title: 'a' }, { title: 'a', tag: 'x' })).toEqual([
      'tag default',
    ]);
  });

  test.each<[string, Json | undefined, Json | undefined]>([
    ['empty text', '', undefined],
    ['an empty list', [], null],
    ['nothing', null, ''],
  ])('takes %s and unset for one (ideal 4)', (_, desired = null, live = null) => {
    expect(told(undefined, { a: desired }, { a: live })).toEqual([]);
  });

  test('reads conditions as a set, actions as a list (ideal 4)', () => {
    const [one, two] = [condition('status', 'open'), condition('priority', 'high')];
    expect(told(undefined, { all: [one, two] }, { all: [two, one] })).toEqual([]);
    expect(told(undefined, { actions: [one, two] }, { actions: [two, one] })).not.toEqual([]);
  });

  test('names a changed condition by its field', () => {
    const desired = { all: [condition('status', 'open'), condition('priority', 'high')] };
    const live = { all: [condition('priority', 'low'), condition('status', 'open')] };
    expect(diff({ applied: desired, desired, live })).toEqual([
      {
        path: 'all.priority',
        live: condition('priority', 'low'),
        desired: condition('priority', 'high'),
        origin: 'drift',
      },
    ]);
  });

  test.each([
    ['added by us', [], [condition('a', '1')], [], 'ours'],
    ['taken by us', [condition('a', '1')], [], [condition('a', '1')], 'ours'],
    ['added by others', [], [], [condition('a', '1')], 'drift'],
    ['taken by others', [condition('a', '1')], [condition('a', '1')], [], 'drift'],
  ])('a condition %s', (_, applied, desired, live, origin) => {
    expect(told({ all: applied }, { all: desired }, { all: live })).toEqual([`all.a ${origin}`]);
  });

  test('names an option by its value, and tells the order apart', () => {
    const desired = { custom_field_options: [option('a'), option('b', 'B'), option('c')] };
    const live = { custom_field_options: [option('c'), option('b'), option('d'), option('a')] };
    expect(
      diff({ applied: desired, desired, live }).map(({ path, origin }) => [path, origin]),
    ).toEqual([
      ['custom_field_options.b.name', 'drift'],
      ['custom_field_options.d', 'drift'],
      ['custom_field_options.order', 'drift'],
    ]);
  });

  test('finds the place in a list of actions', () => {
    const action = (body: string) => ({ field: 'notification_user', value: ['x', 'S', body] });
    const states = {
      applied: undefined,
      desired: { actions: [action('a')] },
      live: { actions: [action('b')] },
    };
    expect(diff(states).map(({ path }) => path)).toEqual(['actions.0.value.2']);
  });

  test("does not miss what is never answered: a webhook's secret", () => {
    const desired = { authentication: { type: 'bearer_token', data: { token: '@{secret.T}' } } };
    expect(told(undefined, desired, { authentication: { type: 'bearer_token' } })).toEqual([]);
    expect(told(undefined, desired, { authentication: null })).toEqual(['authentication ours']);
  });
});

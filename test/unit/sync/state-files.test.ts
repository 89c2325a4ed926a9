import { parseApplied, serialiseApplied } from '../../../src/sync/applied';
import { parseLock, serialiseLock } from '../../../src/sync/lock';
import { planFromJson, planToJson } from '../../../src/sync/plan-file';
import {
  digestSecrets,
  revealSecrets,
  secretDigestsOf,
  secretState,
} from '../../../src/sync/secrets';
import { entriesOf } from './a-configuration';
import { planOf } from './a-live';

describe('a lock file (ideal 1)', () => {
  const lock = { webhooks: { portal: '01GD' }, groups: { b: 2, a: 1 }, views: {} };

  test('has a fixed order, and numbers stay numbers', () => {
    const text = serialiseLock(lock);
    expect(text).toBe(
      `${JSON.stringify({ groups: { a: 1, b: 2 }, webhooks: { portal: '01GD' } }, null, 2)}\n`,
    );
    expect(parseLock(text, 'lock.test.json')).toEqual({
      groups: { a: 1, b: 2 },
      webhooks: { portal: '01GD' },
    });
    expect(serialiseLock(parseLock(text, 'lock.test.json'))).toBe(text);
  });

  test.each([
    ['not JSON', '{', /is not JSON/],
    ['of an unknown kind', '{"macros": {}}', /macros/],
    ['with an id that is none', '{"groups": {"a": null}}', /groups/],
    ['with a key that is none', '{"groups": {"A b": 1}}', /groups/],
    ['with one id for two keys', '{"groups": {"a": 1, "b": "1"}}', /groups\.a and groups\.b/],
  ])('%s is refused', (_, text, message) => {
    expect(() => parseLock(text, 'lock.test.json')).toThrow(message);
  });
});

describe('what an apply leaves (ideal 14)', () => {
  const authentication = { type: 'bearer_token', data: { token: '@{secret.T}' } };

  test('is read as it was written', () => {
    const applied = { webhooks: { portal: { name: 'P', authentication, secret_digest: 'x' } } };
    expect(parseApplied(serialiseApplied(applied, ['s3cret']), 'applied.test.json')).toEqual(
      applied,
    );
  });

  test.each([
    ['a secret in a text', { name: 'P s3"cret' }],
    [
      'a secret in its place',
      { authentication: { type: 'bearer_token', data: { token: 's3"cret' } } },
    ],
    [
      'anything but a name in its place',
      { authentication: { type: 'bearer_token', data: { token: 'abc' } } },
    ],
  ])('is not written down with %s', (_, attributes) => {
    expect(() => serialiseApplied({ webhooks: { portal: attributes } }, ['s3"cret'])).toThrow(
      /webhooks\.portal holds a secret/,
    );
  });
});

describe('secrets (ideal 14)', () => {
  const attributes = {
    authentication: { type: 'basic_auth', data: { username: 'u', password: '@{secret.P}' } },
  };
  const secretOf = (name: string) => ({ P: 'pass' })[name];

  test('are filled in for the call, and missed by name', () => {
    expect(revealSecrets(attributes, secretOf)).toEqual({
      authentication: { type: 'basic_auth', data: { username: 'u', password: 'pass' } },
    });
    expect(() => revealSecrets(attributes, () => undefined)).toThrow(/P is not set/);
  });

  test('are known to be the same by a digest that needs a key', () => {
    const digest = digestSecrets(attributes, secretOf, 'key');
    expect(digest).not.toContain('pass');
    expect(secretState(digestSecrets(attributes, secretOf, 'key'), digest)).toBe('unchanged');
    expect(
      secretState(
        digestSecrets(attributes, () => 'other', 'key'),
        digest,
      ),
    ).toBe('changed');
    expect(digestSecrets(attributes, secretOf, 'other key')).not.toBe(digest);
    expect(
      secretState(
        digestSecrets(attributes, () => undefined, 'key'),
        digest,
      ),
    ).toBe('unknown');
    expect(secretState(digest, null)).toBe('unknown');
  });

  test('are looked for where there are some', () => {
    expect(secretDigestsOf(entriesOf(), () => undefined, 'key')).toEqual({
      'webhooks.portal': null,
    });
  });
});

describe('a plan in a file (ideals 12 and 19)', () => {
  const plan = planOf();

  test('is the plan it was', () => {
    expect(planFromJson(planToJson(plan), 'plan.json')).toEqual(plan);
  });

  test.each([
    ['no JSON', '{'],
    ['of another version', planToJson(plan).replace('"version": 1', '"version": 2')],
    ['with an act that is none', planToJson(plan).replace('"act": "create"', '"act": "explode"')],
    ['cut short', '{"version": 1}'],
  ])('%s is refused', (_, text) => {
    expect(() => planFromJson(text, 'plan.json')).toThrow(/plan\.json is not/);
  });
});

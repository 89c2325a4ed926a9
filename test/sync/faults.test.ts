import { applyDesired } from '../../src/sync/apply-desired';
import { preparePlan } from '../../src/sync/prepare';
import { NOTHING_ALLOWED, type Site } from '../../src/sync/site';
import type { ZendeskConfiguration } from '../../src/zendesk/configuration';
import { openAccount, type Account, type Inventory } from './an-account';

const HTML = { status: 200, body: '<html>Sorry</html>', contentType: 'text/html' };
const LIMITED = 'Number of allowed API requests per minute exceeded';

/** Seconds Zendesk tells us to wait: none of ours. */
const TOLD = 3;

/** Gives up soon, and then leaves Zendesk some time before it looks. */
const IMPATIENT = { timeoutMs: 1_500, share: 0.1 };

/** Each hits once; the waits are what it told, or ours. */
const FAULTS: readonly [name: string, fault: object][] = [
  ['500', { status: 500 }],
  ['502 in HTML', { status: 502, body: '<html>Bad gateway</html>', contentType: 'text/html' }],
  ['503', { status: 503 }],
  ['503 with Retry-After', { status: 503, retryAfter: TOLD }],
  ['429 in text', { status: 429, retryAfter: TOLD, body: LIMITED }],
  ['429 in JSON', { status: 429, retryAfter: TOLD, body: { error: 'APIRateLimitExceeded' } }],
  ['429 of the edge', { status: 429, retryAfter: TOLD, body: { detail: 'edge', status: '429' } }],
  ['no answer, done nevertheless', { delayMs: 1_800 }],
  ['a connection cut before', { drop: 'before' }],
  ['a connection cut after', { drop: 'after' }],
  ['half an answer', { drop: 'half' }],
  ['HTML instead of JSON', HTML],
  ['a token that has expired', { status: 401 }],
];

const WRITES = [
  ...['groups', 'dynamic_content/items', 'ticket_fields', 'ticket_forms', 'webhooks'],
  ...['trigger_categories', 'triggers', 'automations', 'views'],
].map((path) => `POST /api/v2/${path}`);
const REPEATS = ['PUT /api/v2/triggers/*', 'PUT /api/v2/ticket_forms/*', 'GET /api/v2/triggers'];

describe('whatever breaks while an apply runs', () => {
  let account: Account;
  let whole: Inventory;
  beforeAll(async () => {
    account = await openAccount();
    await applyDesired(account.site());
    whole = await account.inventory();
    await account.close();
  });
  beforeEach(async () => {
    account = await openAccount();
  });
  afterEach(() => account.close());

  const isWhole = async (site: Site) => {
    expect(await account.inventory()).toEqual(whole);
    expect((await preparePlan(site, NOTHING_ALLOWED)).plan.changes).toEqual([]);
  };

  test.each([0, 4, 8])(
    'every kind of call fails once, each in another way (%i): it ends applied, nothing twice',
    async (shift) => {
      const site = account.site({}, IMPATIENT);
      const faults = [...WRITES, ...REPEATS].map((match, index) => {
        const [, fault] = FAULTS[(index + shift) % FAULTS.length]!;
        return { match, times: 1, ...fault };
      });
      await account.faults(faults);
      expect(await applyDesired(site)).toMatchObject({ left: [], twins: [] });
      expect((await account.zendesk.control('GET', '/faults')).body).toEqual([]);
      const told = faults.filter((fault) => 'retryAfter' in fault).length;
      expect(site.waits.filter((ms) => ms === 1_000 * TOLD)).toHaveLength(told);
      await isWhole(site);
    },
  );

  test('a Zendesk that stays away ends the run with one sentence; the next one converges', async () => {
    await account.faults([{ match: 'POST /api/v2/triggers', status: 503 }]);
    const site = account.site();
    await expect(applyDesired(site)).rejects.toThrow(
      /^triggers\.priority_normal \(create\): [^\n]+$/,
    );
    await account.faults([]);
    const next = account.site();
    expect((await applyDesired(next)).left).toEqual([]);
    await isWhole(next);
  });

  test('a creation that comes to its end long after we gave up is found, not repeated', async () => {
    await account.faults([{ match: 'POST /api/v2/triggers', times: 1, delayMs: 2_200 }]);
    const site = account.site({}, IMPATIENT);
    expect((await applyDesired(site)).left).toEqual([]);
    await isWhole(site);
  });

  test('what Zendesk makes later than any look of ours is named, not kept quiet', async () => {
    const { path, body } = {
      path: '/trigger_categories',
      body: { trigger_category: { name: 'VTEX portal' } },
    };
    await account.faults([{ match: 'POST /api/v2/trigger_categories', times: 1, drop: 'before' }]);
    const site = account.site();
    const { configuration } = site;
    const late: ZendeskConfiguration = {
      ...configuration,
      create: async (resource, attributes) => {
        if (resource === 'automations') await account.zendesk.call('POST', path, body);
        return configuration.create(resource, attributes);
      },
    };
    const { twins } = await applyDesired({ ...site, configuration: late });
    expect(twins).toEqual([expect.stringMatching(/^trigger_categories\.portal was made twice/)]);
  });

  test('interrupted before and after every single call, the next run goes on and makes nothing twice', async () => {
    let runs = 0;
    const early: string[] = [];
    for (let isDone = false; !isDone && runs < 120; runs += 1) {
      const site = account.site();
      const when = runs % 2 === 0 ? 'after' : 'before';
      const configuration = interrupting(site.configuration, when, when === 'after' ? 1 : 2);
      isDone = await applyDesired({ ...site, configuration }).then(
        ({ left }) => left.length === 0,
        (error: Error) => {
          expect(error.message).toContain(INTERRUPTED);
          return false;
        },
      );
      const { triggers, views } = await account.inventory();
      const awake = triggers.filter((title) => /^Portal [^(]*$/.test(title));
      if (!views.includes('Portal urgent first')) early.push(...awake);
    }
    expect(runs).toBeGreaterThan(20);
    expect(early).toEqual([]);
    await isWhole(account.site());
  });

  test('what Zendesk did not take over is named when it is read back', async () => {
    const site = account.site();
    const { configuration } = site;
    const forgetful: ZendeskConfiguration = {
      ...configuration,
      update: async (resource, ...rest) =>
        resource === 'automations' ? undefined : configuration.update(resource, ...rest),
    };
    const { left } = await applyDesired({ ...site, configuration: forgetful });
    expect(left.map(({ key, differences }) => [key, differences[0]?.path])).toEqual([
      ['close_solved', 'active'],
    ]);
  });
});

const INTERRUPTED = 'interrupted';

/** Fails for good before, or right after, the n-th write: nobody is there any more to try again. */
function interrupting(
  configuration: ZendeskConfiguration,
  when: 'before' | 'after',
  nth: number,
): ZendeskConfiguration {
  let count = 0;
  const guard = async <Result>(write: () => Promise<Result>): Promise<Result> => {
    count += 1;
    if (when === 'before' && count === nth) throw new Error(INTERRUPTED);
    const result = await write();
    if (when === 'after' && count === nth) throw new Error(INTERRUPTED);
    return result;
  };
  const { create, update, remove, reorderTriggers } = configuration;
  return {
    ...configuration,
    create: (...args) => guard(() => create(...args)),
    update: (...args) => guard(() => update(...args)),
    remove: (...args) => guard(() => remove(...args)),
    reorderTriggers: (...args) => guard(() => reorderTriggers(...args)),
  };
}

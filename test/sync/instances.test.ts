import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { adopt, type Decide } from '../../src/sync/adopt/adopt';
import { sureOf } from '../../src/sync/adopt/propose';
import { applyDesired } from '../../src/sync/apply-desired';
import { preparePlan } from '../../src/sync/prepare';
import { exitCodeOf } from '../../src/sync/report';
import { NOTHING_ALLOWED, type Site } from '../../src/sync/site';
import { openAccount, type Account } from './an-account';

const CONFIG = join(__dirname, '../../config/zendesk');
const planOf = async (site: Site) => (await preparePlan(site, NOTHING_ALLOWED)).plan;
const onlySure: Decide = async (proposal, all) => sureOf(proposal, all)?.id;

/** The lists an administrator's configuration is in, whole. */
const LISTS = [
  ...['/groups', '/dynamic_content/items', '/ticket_fields', '/ticket_forms', '/webhooks'],
  ...['/trigger_categories', '/triggers', '/automations', '/views'],
];

describe("the product's own files, in accounts that differ", () => {
  const accounts: Account[] = [];
  const open = async () => {
    const account = await openAccount();
    accounts.push(account);
    return account;
  };
  afterEach(async () => {
    await Promise.all(accounts.splice(0).map((account) => account.close()));
  });

  /** Reads the product's files; the lock is the account's own. */
  const siteOf = (account: Account, changes: Partial<Site> = {}) =>
    account.site({ desiredFolder: CONFIG, lockFolder: join(account.folder, 'lock'), ...changes });
  const create = async (account: Account, path: string, one: string, body: object) => {
    const answer = await account.zendesk.call('POST', path, { [one]: body });
    expect([200, 201]).toContain(answer.status);
    return (answer.body as unknown as Record<string, { id: number }>)[one]!.id;
  };
  const everythingIn = async ({ zendesk }: Account): Promise<string> => {
    const lists = await Promise.all(LISTS.map((path) => zendesk.call('GET', path)));
    return lists.map(({ text }) => text).join('\n');
  };
  const triggersOf = async ({ zendesk }: Account) => {
    const { body } = await zendesk.call('GET', '/triggers');
    return (body as unknown as { triggers: Record<string, unknown>[] }).triggers;
  };
  const idsIn = (lock: Awaited<ReturnType<Account['lock']>>) =>
    Object.values(lock).flatMap((ids) => Object.values(ids).map(String));

  test('two environments with other ids come to the same from the same files, and know nothing of each other', async () => {
    const [staging, production] = await Promise.all([open(), open()]);
    const taken = Array.from({ length: 150 }, () => production.zendesk.person('Somebody'));
    await Promise.all(taken);
    const lockFolder = join(staging.folder, 'lock');
    const sites = [
      siteOf(staging, { environment: 'staging', lockFolder }),
      siteOf(production, { environment: 'production', lockFolder }),
    ];
    for (const site of sites) {
      await adopt(site, [], onlySure);
      expect((await applyDesired(site)).left).toEqual([]);
    }
    // Also after the other was applied.
    for (const site of sites) {
      expect(await planOf(site)).toMatchObject({ changes: [], problems: [] });
    }
    const read = (name: string) => readFile(join(lockFolder, name), 'utf8');
    const lockOf = async (name: string) =>
      JSON.parse(await read(`lock.${name}.json`)) as Awaited<ReturnType<Account['lock']>>;
    const [first, second] = [await lockOf('staging'), await lockOf('production')];
    // What Zendesk made itself has the same ids in emulated accounts; what we made has not.
    const built = (await triggersOf(staging))
      .filter((rule) => rule.default)
      .map(({ id }) => String(id));
    const [mine, theirs] = [first, second].map((lock) =>
      idsIn(lock).filter((id) => !built.includes(id)),
    );
    expect(mine).toHaveLength(42);
    expect(Object.keys(second.triggers ?? {})).toEqual(Object.keys(first.triggers ?? {}));
    expect(mine?.filter((id) => theirs?.includes(id))).toEqual([]);
    const [inStaging, inProduction] = [await everythingIn(staging), await everythingIn(production)];
    expect(theirs?.filter((id) => inStaging.includes(id))).toEqual([]);
    expect(mine?.filter((id) => inProduction.includes(id))).toEqual([]);
    // What was applied is written down by name, so it is the same in both.
    const applied = await read('applied.staging.json');
    expect(applied).toBe(await read('applied.production.json'));
    expect(applied).not.toMatch(/\d{9}/);
  });

  test("in an account full of Zendesk's rules, only the adopted ones change, by one condition", async () => {
    const account = await open();
    const site = siteOf(account);
    const before = await triggersOf(account);
    const { bound, open: left } = await adopt(site, [], onlySure);
    expect(bound.map(({ key }) => key)).toEqual([
      ...['standard_received', 'standard_proactive', 'standard_comment'],
    ]);
    expect(left).toEqual([]);
    expect((await applyDesired(site)).left).toEqual([]);
    expect(exitCodeOf(await planOf(site))).toBe(0);

    const after = await triggersOf(account);
    const ids = before.map(({ id }) => id);
    const standard = after.filter(({ id }) => ids.includes(id));
    expect(standard.map(({ id }) => id)).toEqual(ids);
    const tag = { field: 'current_tags', operator: 'not_includes', value: 'vtex_portal' };
    const ours = {
      field: 'role',
      operator: 'is_not',
      value: String(await site.configuration.ownUserId()),
    };
    const spared = [[tag], [tag], [tag, ours]];
    for (const [index, rule] of before.entries()) {
      const { all, any } = rule.conditions as { all: object[]; any: object[] };
      const isGuarded = bound.some(({ id }) => id === String(rule.id));
      const conditions = { all: isGuarded ? [...all, ...spared[index]!] : all, any };
      const { updated_at: _now, ...now } = standard[index]!;
      const { updated_at: _then, ...then } = rule;
      expect([_now, _then]).toEqual([expect.any(String), expect.any(String)]);
      expect(now).toEqual({ ...then, conditions });
    }
  });

  test('things of the same title that are not ours stay as they are, beside ours', async () => {
    const account = await open();
    const site = siteOf(account);
    const [standard] = await triggersOf(account);
    const same = { all: [{ field: 'status', operator: 'is', value: 'new' }] };
    const text = { type: 'checkbox', title: 'VTEX account', tag: 'is_vtex' };
    await create(account, '/ticket_fields', 'ticket_field', text);
    await create(account, '/triggers', 'trigger', {
      ...same,
      title: 'VTEX portal: tell the portal of every change',
      category_id: standard?.category_id,
      actions: [{ field: 'priority', value: 'low' }],
    });
    await create(account, '/views', 'view', {
      ...same,
      title: 'VTEX portal: unassigned',
      output: { columns: ['subject'] },
    });
    const listed = async (path: string, many: string) => {
      const { body } = await account.zendesk.call('GET', path);
      return (body as unknown as Record<string, { id: number }[]>)[many] ?? [];
    };
    const others = async () => [
      ...(await listed('/ticket_fields', 'ticket_fields')),
      ...(await listed('/triggers', 'triggers')),
      ...(await listed('/views', 'views')),
    ];
    const before = await others();
    const told = (await planOf(site)).changes.filter(({ warnings }) => warnings.length > 0);
    expect(told.map(({ key, warnings }) => [key, warnings])).toEqual([
      ['tell_portal', [expect.stringContaining('of this title that is not ours')]],
      ['unassigned', [expect.stringContaining('of this title that is not ours')]],
    ]);
    expect((await applyDesired(site)).left).toEqual([]);
    const after = new Map((await others()).map((one) => [one.id, one]));
    for (const one of before) expect(after.get(one.id)).toEqual(one);
    expect(exitCodeOf(await planOf(site))).toBe(0);
  });

  test.each([
    [
      'a group of our name',
      '/groups',
      'group',
      { name: 'Financial Support' },
      /^groups\.financial_support: the name "Financial Support" is that of \d+, which is not ours; adopt it, or rename one of the two\.$/,
    ],
    [
      'an option with our tag',
      '/ticket_fields',
      'ticket_field',
      {
        type: 'tagger',
        title: 'Severity',
        custom_field_options: [{ name: 'Stop', value: 'impact_urgent' }],
      },
      /^ticket_fields\.impact_level: the tag impact_urgent belongs to "Severity" \(\d+\), which is not ours; adopt it, or change them there\.$/,
    ],
  ])(
    'where somebody has %s, one sentence says so and nothing is changed',
    async (_what, path, one, body, sentence) => {
      const account = await open();
      const site = siteOf(account);
      await create(account, path, one, body);
      const before = await everythingIn(account);
      const plan = await planOf(site);
      expect(exitCodeOf(plan)).toBe(1);
      expect(plan.problems.map(({ message }) => message)).toEqual([
        expect.stringMatching(sentence),
      ]);
      await expect(applyDesired(site)).rejects.toMatchObject({ code: 'invalid' });
      expect(await everythingIn(account)).toBe(before);
    },
  );

  test.each([
    [
      'ticket forms',
      { ticketForms: false },
      "The account's plan has no ticket forms: left out are ticket_forms.financial_support.",
    ],
    [
      'dynamic content',
      { dynamicContent: false },
      "The account's plan has no dynamic content: 18 texts stand in their default language.",
    ],
  ])(
    'where the plan has no %s, everything else is applied, and a sentence says so',
    async (_what, lacks, sentence) => {
      const account = await open();
      const site = siteOf(account);
      await account.zendesk.control('PUT', '/plan', lacks);
      expect((await planOf(site)).warnings).toContain(sentence);
      expect((await applyDesired(site)).left).toEqual([]);
      expect(await planOf(site)).toMatchObject({ changes: [], problems: [] });
      const everything = await everythingIn(account);
      expect(everything).not.toContain('@{');
      expect(everything).toContain('Impact level');
      expect(everything).toContain('VTEX portal: impact Urgent gives priority urgent');
    },
  );
});

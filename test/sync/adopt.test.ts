import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { adopt, type Decide } from '../../src/sync/adopt/adopt';
import { sureOf } from '../../src/sync/adopt/propose';
import { applyDesired } from '../../src/sync/apply-desired';
import { preparePlan } from '../../src/sync/prepare';
import { readLock } from '../../src/sync/site-files';
import { NOTHING_ALLOWED } from '../../src/sync/site';
import { openAccount, type Account } from './an-account';

/** What `--yes` does. */
const onlySure: Decide = async (proposal, all) => sureOf(proposal, all)?.id;
/** What happens where nobody can be asked. */
const nobody: Decide = async () => undefined;

const GUARDS = `
- key: received
  guard: true
  title: Notify requester and CCs of received request
  all: [{ field: current_tags, operator: not_includes, value: vtex_portal }]
- key: proactive
  guard: true
  title: Notify requester of new proactive ticket
  all: [{ field: current_tags, operator: not_includes, value: vtex_portal }]
- key: comment
  guard: true
  title: Notify requester and CCs of comment update
  all: [{ field: current_tags, operator: not_includes, value: vtex_portal }]
`;

describe('an administrator adopts what is in Zendesk already', () => {
  let account: Account;
  let site: ReturnType<Account['site']>;
  beforeEach(async () => {
    account = await openAccount();
    site = account.site();
  });
  afterEach(() => account.close());

  const listOf = async (path: string, many: string) => {
    const { body } = await account.zendesk.call('GET', path);
    return (body as unknown as Record<string, Record<string, unknown>[]>)[many] ?? [];
  };
  const create = async (path: string, one: string, body: object) => {
    const answer = await account.zendesk.call('POST', path, { [one]: body });
    return (answer.body as unknown as Record<string, { id: number | string }>)[one]!.id;
  };
  const withGuards = () =>
    account.edit('triggers.yaml', '- key: tell_portal', `${GUARDS}\n- key: tell_portal`);
  const titlesOf = async () =>
    (await listOf('/triggers', 'triggers')).map(({ title, id }) => [title, id] as const);

  test('point 2: after the lock is lost, whatever is certain is bound again, and nothing is left to do', async () => {
    await applyDesired(site);
    const lock = await account.lock();
    await writeFile(join(account.files, 'lock.test.json'), '{}');
    const { bound, open } = await adopt(site, [], onlySure);
    // A category is nothing but its name, so a person must say.
    expect(open.map(({ kind, key, candidates }) => [kind, key, candidates[0]?.confidence])).toEqual(
      [['trigger_categories', 'portal', 'perhaps']],
    );
    expect(bound).toHaveLength(14);
    await adopt(
      site,
      [`trigger_categories.portal=${String(lock.trigger_categories?.portal)}`],
      nobody,
    );
    expect(await account.lock()).toEqual(lock);
    expect((await preparePlan(site, NOTHING_ALLOWED)).plan.changes).toEqual([]);
  });

  test('a title alone is asked about, and taken only when a person says so', async () => {
    const id = await create('/ticket_fields', 'ticket_field', { type: 'text', title: 'Area' });
    const asked: string[] = [];
    const ask =
      (answer: string | null): Decide =>
      async ({ kind, key, candidates }) => {
        asked.push(
          `${kind}.${key} ${candidates.map((one) => `${one.confidence} ${one.id}`).join()}`,
        );
        return answer;
      };
    expect((await adopt(site, [], onlySure)).bound).toEqual([]);
    await adopt(site, [], ask(null));
    expect(asked).toEqual([`ticket_fields.area perhaps ${id}`]);
    expect(await readLock(site)).toEqual({});
    await adopt(site, ['area'], ask(String(id)));
    expect(await readLock(site)).toEqual({ ticket_fields: { area: id } });
  });

  test('a field is certain by its title and type, in any of its languages; by its options it is asked about', async () => {
    const text = { type: 'text', title: 'VTEX account' };
    const account1 = await create('/ticket_fields', 'ticket_field', text);
    const spanish = { type: 'tagger', title: 'Impacto', custom_field_options: OPTIONS };
    const impact = await create('/ticket_fields', 'ticket_field', spanish);
    const { bound, open } = await adopt(site, [], onlySure);
    expect(bound).toEqual([
      { kind: 'ticket_fields', key: 'vtex_account', id: String(account1) },
      { kind: 'ticket_fields', key: 'impact_level', id: String(impact) },
    ]);
    expect(open).toEqual([]);
  });

  test('of two that may be it neither is taken without asking', async () => {
    const text = { type: 'text', title: 'VTEX account' };
    await create('/ticket_fields', 'ticket_field', text);
    await create('/ticket_fields', 'ticket_field', text);
    const { bound, open } = await adopt(site, [], onlySure);
    expect(bound).toEqual([]);
    expect(open.map(({ key, candidates }) => [key, candidates.length])).toEqual([
      ['vtex_account', 2],
    ]);
  });

  test("Zendesk's own rules are found by what they do, whatever language their titles are in; only the extra condition comes to them", async () => {
    await withGuards();
    const titles = await titlesOf();
    const portuguese = ['Notificar pedido', 'Notificar ticket proativo', 'Notificar comentário'];
    for (const [index, title] of portuguese.entries()) {
      await account.zendesk.call('PUT', `/triggers/${String(titles[index]?.[1])}`, {
        trigger: { title },
      });
    }
    // Somebody's own rule that does the same is not taken for it.
    const [first] = await listOf('/triggers', 'triggers');
    const { all } = first!.conditions as { all: object[] };
    await create('/triggers', 'trigger', {
      title: 'Notify requester and CCs of received request',
      category_id: first!.category_id,
      all,
      actions: first!.actions,
    });
    const before = await listOf('/triggers', 'triggers');
    const { bound, open } = await adopt(site, [], onlySure);
    expect(open).toEqual([]);
    expect(bound.map(({ key, id }) => [key, id])).toEqual([
      ['received', String(titles[0]?.[1])],
      ['proactive', String(titles[1]?.[1])],
      ['comment', String(titles[2]?.[1])],
    ]);
    expect(await listOf('/triggers', 'triggers')).toEqual(before);

    expect((await applyDesired(site)).left).toEqual([]);
    const after = new Map((await listOf('/triggers', 'triggers')).map((one) => [one.id, one]));
    for (const [index, rule] of before.entries()) {
      const now = after.get(rule.id);
      const { all: had } = rule.conditions as { all: object[] };
      const { all: has } = now?.conditions as { all: object[] };
      const extra = { field: 'current_tags', operator: 'not_includes', value: 'vtex_portal' };
      expect(has).toEqual(index < 3 ? [...had, extra] : had);
      for (const name of ['title', 'active', 'position', 'category_id', 'actions']) {
        expect(now?.[name]).toEqual(rule[name]);
      }
    }
  });

  test('what is bound already is not bound again, nor anything that is not there', async () => {
    await withGuards();
    const [[, received] = []] = await titlesOf();
    await adopt(site, [`received=${String(received)}`], nobody);
    const again = (words: string[]) => adopt(site, words, nobody);
    await expect(again([`proactive=${String(received)}`])).rejects.toThrow(
      `${String(received)} is triggers.received already`,
    );
    await expect(again(['comment=12345'])).rejects.toThrow('There is no 12345 among the triggers.');
    await expect(again(['nothing_of_ours'])).rejects.toThrow('nothing called nothing_of_ours');
    const subject = (await listOf('/ticket_fields', 'ticket_fields')).find(
      ({ type }) => type === 'subject',
    );
    await expect(again([`area=${String(subject?.id)}`])).rejects.toThrow(
      '@{system_fields.subject}',
    );
    expect(await readLock(site)).toEqual({ triggers: { received } });
  });
});

const OPTIONS = ['Normal', 'High', 'Urgent'].map((name) => ({
  name,
  value: `impact_${name.toLowerCase()}`,
}));

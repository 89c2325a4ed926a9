import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { adopt } from '../../src/sync/adopt/adopt';
import { applyDesired } from '../../src/sync/apply-desired';
import { exportAccount } from '../../src/sync/export/export-account';
import { writeFiles } from '../../src/sync/export/write-files';
import { KIND_NAMES, type KindName } from '../../src/sync/kind';
import { readLive } from '../../src/sync/live';
import { preparePlan } from '../../src/sync/prepare';
import { exitCodeOf } from '../../src/sync/report';
import { readLock } from '../../src/sync/site-files';
import { NOTHING_ALLOWED, type Site } from '../../src/sync/site';
import { openAccount, type Account } from './an-account';

describe('an administrator exports an account', () => {
  let account: Account;
  let to: string;
  beforeEach(async () => {
    account = await openAccount();
    to = join(account.folder, 'exported');
  });
  afterEach(() => account.close());

  async function exportTo(folder: string, site: Site, kinds: readonly KindName[] = KIND_NAMES) {
    const [reading, lock] = await Promise.all([readLive(site), readLock(site)]);
    const { environment } = site;
    const exported = exportAccount({ ...reading, environment, lock }, new Set(kinds));
    await writeFiles(folder, exported.files, { force: false });
    return exported;
  }
  const exportedSite = (changes: Partial<Site> = {}) =>
    account.site({ desiredFolder: to, lockFolder: to, ...changes });
  const planOf = async (site: Site) => (await preparePlan(site, NOTHING_ALLOWED)).plan;
  const create = async (path: string, one: string, body: object) => {
    const answer = await account.zendesk.call('POST', path, { [one]: body });
    expect([answer.status, answer.text]).toEqual([201, expect.anything()]);
    return (answer.body as unknown as Record<string, { id: number }>)[one]!.id;
  };

  test('a fresh account becomes files that want nothing of it, and leave its own rules alone', async () => {
    const { warnings } = await exportTo(to, account.site());
    expect(warnings).toEqual([
      "8 triggers of Zendesk's own stay undescribed.",
      "1 automations of Zendesk's own stay undescribed.",
    ]);
    const plan = await planOf(exportedSite());
    expect(plan).toMatchObject({ problems: [], changes: [] });
    expect(exitCodeOf(plan)).toBe(0);
    expect(plan.unmanaged).toEqual({ ticket_fields: 8, triggers: 8, automations: 1 });
  });

  test('what the portal has applied is written by name, with the keys of its lock and no secret', async () => {
    const site = account.site();
    await applyDesired(site);
    const { files } = await exportTo(to, site);
    const texts = [...files].filter(([name]) => name.endsWith('.yaml')).map(([, text]) => text);
    expect(texts.join('\n')).not.toMatch(/\d{9}/);
    expect(files.get('webhooks.yaml')).toContain('@{secret.WEBHOOK_PORTAL_TOKEN}');
    const ours = await account.lock();
    const written = JSON.parse(files.get('lock.test.json') ?? '') as typeof ours;
    for (const [kind, ids] of Object.entries(ours)) expect(written[kind]).toMatchObject(ids);
    const plan = await planOf(exportedSite());
    expect(plan).toMatchObject({ problems: [], changes: [] });
  });

  test("the product's own files come out as they went in, guards too", async () => {
    const desiredFolder = join(__dirname, '../../config/zendesk');
    const site = account.site({ desiredFolder });
    const { open } = await adopt(site, [], async ({ candidates }) => candidates[0]?.id);
    expect(open).toEqual([]);
    expect((await applyDesired(site)).left).toEqual([]);
    const { files, warnings } = await exportTo(to, site);
    expect(warnings).toEqual([
      "5 triggers of Zendesk's own stay undescribed.",
      "1 automations of Zendesk's own stay undescribed.",
    ]);
    expect(files.get('triggers.yaml')).toContain("'@{user.integration}'");
    const plan = await planOf(exportedSite());
    expect(plan).toMatchObject({ problems: [], changes: [] });
    expect(Object.keys(plan.unmanaged)).toEqual(['ticket_fields', 'triggers', 'automations']);
  });

  test('the files make the same in another account, by other ids', async () => {
    await applyDesired(account.site());
    await exportTo(to, account.site());
    const other = await openAccount();
    try {
      await other.zendesk.person('Somebody, so that ids differ');
      const place = { environment: 'other', secretOf: () => 'a secret' };
      const site = other.site({ desiredFolder: to, lockFolder: to, ...place });
      // Zendesk made a group, a form and a category of these names there too.
      const bound = await adopt(site, [], async ({ candidates }) => candidates[0]?.id);
      expect(bound.bound.map(({ key }) => key)).toEqual([
        ...['support', 'default_ticket_form', 'notifications'],
      ]);
      expect((await applyDesired(site)).left).toEqual([]);
      const again = join(other.folder, 'again');
      const { files } = await exportTo(again, site);
      const first = await readFile(join(to, 'triggers.yaml'), 'utf8');
      expect(files.get('triggers.yaml')).toBe(first.replace('As test', 'As other'));
      expect(files.get('ticket-fields.yaml')).toBe(
        (await readFile(join(to, 'ticket-fields.yaml'), 'utf8')).replace('As test', 'As other'),
      );
    } finally {
      await other.close();
    }
  });

  test('things get keys from their titles: in any script, unique, and the same each time', async () => {
    await create('/groups', 'group', { name: 'Atenção ao cliente' });
    await create('/groups', 'group', { name: 'Atenção, ao cliente!' });
    await create('/groups', 'group', { name: '2nd line' });
    await create('/groups', 'group', { name: '支援' });
    const { files } = await exportTo(to, account.site());
    const { groups } = JSON.parse(files.get('lock.test.json') ?? '') as Record<string, object>;
    expect(Object.keys(groups ?? {}).sort()).toEqual(
      ['atencao_ao_cliente', 'atencao_ao_cliente_2', 'groups', 'nd_line', 'support'].sort(),
    );
    const { files: again } = await exportTo(join(account.folder, 'twice'), account.site());
    expect([...again]).toEqual([...files]);
  });

  test('a standard rule that spares some tags is a guard; what cannot be written is named', async () => {
    const { body } = await account.zendesk.call('GET', '/triggers');
    const [standard] = (body as unknown as { triggers: Record<string, unknown>[] }).triggers;
    const { all } = standard!.conditions as { all: object[] };
    const spared = { field: 'current_tags', operator: 'not_includes', value: 'quiet' };
    await account.zendesk.call('PUT', `/triggers/${String(standard!.id)}`, {
      trigger: { all: [...all, spared], actions: standard!.actions },
    });
    const somebody = await create('/triggers', 'trigger', {
      title: 'Names @{somebody}',
      all: [{ field: 'status', operator: 'is', value: 'new' }],
      actions: [{ field: 'priority', value: 'low' }],
    });
    const { files, warnings } = await exportTo(to, account.site());
    expect(files.get('triggers.yaml')).toContain('guard: true');
    expect(files.get('triggers.yaml')).toContain('value: quiet');
    expect(files.get('triggers.yaml')).not.toContain('notification_user');
    expect(warnings).toContain(
      `triggers ${somebody} "Names @{somebody}" is left out: its text "@{" would be read as a name.`,
    );
    expect(await planOf(exportedSite())).toMatchObject({ problems: [], changes: [] });
  });

  test('of some kinds only: ids of the others stay ids, and are named', async () => {
    await applyDesired(account.site());
    const { files, warnings } = await exportTo(to, account.site(), ['triggers']);
    const { trigger_categories: categories } = await account.lock();
    expect([...files.keys()]).toEqual(['triggers.yaml', 'lock.test.json']);
    expect(warnings.join('\n')).toContain(
      `triggers.tell_portal names ${String(categories?.portal)}`,
    );
    expect((await planOf(exportedSite())).changes).toEqual([]);
  });

  test('a file that is there is not replaced, and then nothing is written', async () => {
    await mkdir(to);
    await writeFile(join(to, 'triggers.yaml'), '# mine\n');
    await applyDesired(account.site());
    await expect(exportTo(to, account.site())).rejects.toThrow(/triggers\.yaml.*--force/);
    await expect(readFile(join(to, 'groups.yaml'))).rejects.toThrow(/ENOENT/);
    expect(await readFile(join(to, 'triggers.yaml'), 'utf8')).toBe('# mine\n');
  });
});

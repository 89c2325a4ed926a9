import { join } from 'node:path';
import { examine } from '../../src/composition/doctor';
import { silentLog } from '../../src/log';
import { readOffer } from '../../src/settings/offer';
import { Secret } from '../../src/settings/secrets';
import { readDemoSettings } from '../../src/settings/settings';
import { adopt } from '../../src/sync/adopt/adopt';
import { sureOf } from '../../src/sync/adopt/propose';
import { applyDesired } from '../../src/sync/apply-desired';
import { readDesired } from '../../src/sync/desired';
import { preflight } from '../../src/sync/preflight/preflight';
import { preparePlan } from '../../src/sync/prepare';
import { NOTHING_ALLOWED } from '../../src/sync/site';
import { openAccount, VALUES, type Account } from './an-account';

const FILES = join(__dirname, '../../config/zendesk');

describe("an administrator brings a trial account to the state of the product's own files", () => {
  let account: Account;
  let site: ReturnType<Account['site']>;
  beforeAll(async () => {
    account = await openAccount();
    site = account.site({ desiredFolder: FILES });
  });
  afterAll(() => account.close());

  const planned = async () => (await preparePlan(site, NOTHING_ALLOWED)).plan;
  const triggers = async () => {
    const { text } = await account.zendesk.call('GET', '/triggers');
    return (JSON.parse(text) as { triggers: Record<string, unknown>[] }).triggers;
  };

  test('the files have no problems, and warn only of what a small plan lacks', () => {
    const read = readDesired(FILES, { offer: readOffer(), settings: VALUES });
    const checked = preflight(read.entries, readOffer());
    expect([...read.problems, ...checked.problems]).toEqual([]);
    expect(checked.warnings.map(({ check }) => check)).toEqual(['plan-gated']);
  });

  test('after adopt and apply nothing is left to do, and what was there keeps all but its guards', async () => {
    const before = await account.inventory();
    await adopt(site, [], async (proposal, all) => sureOf(proposal, all)?.id);
    const { bound } = await adopt(site, [], async () => undefined);
    expect(bound).toEqual([]);
    expect((await applyDesired(site)).left).toEqual([]);
    const { changes, problems, warnings } = await planned();
    expect({ changes, problems }).toEqual({ changes: [], problems: [] });
    expect(warnings).toEqual([expect.stringContaining('Ticket forms need')]);
    const after = await account.inventory();
    for (const [many, titles] of Object.entries(before)) {
      const now = after[many as keyof typeof after];
      expect(now.filter((title) => titles.includes(title))).toEqual(titles);
    }
  });

  test('a trigger that somebody edits is drift; apply restores it, in its place, and nothing else', async () => {
    const lock = await account.lock();
    const before = await triggers();
    const path = `/triggers/${lock.triggers?.priority_urgent}`;
    const edited = { title: 'Somebody was here', active: false };
    await account.zendesk.call('PUT', path, { trigger: edited });
    const { changes } = await planned();
    expect(changes.map(({ act, kind, key }) => `${act} ${kind}.${key}`)).toEqual([
      'update triggers.priority_urgent',
    ]);
    const { differences } = changes[0]!;
    expect(differences.map(({ path: at, origin }) => `${at} ${origin}`).sort()).toEqual([
      'active drift',
      'title drift',
    ]);
    expect((await applyDesired(site)).left).toEqual([]);
    const timeless = (all: Record<string, unknown>[]) =>
      all.map((one) => ({ ...one, updated_at: null }));
    expect(timeless(await triggers())).toEqual(timeless(before));
  });

  test('the doctor finds nothing broken there', async () => {
    const { webhooks } = await account.lock();
    const secret = await site.configuration.signingSecret(String(webhooks?.portal));
    const { settings, secrets } = readDemoSettings({ DATA_DIR: account.folder });
    const zendesk = { ...settings.zendesk, url: account.zendesk.url, lock: await account.lock() };
    const http = { ...settings.http, publicUrl: new URL(VALUES.portal_url) };
    const findings = await examine(
      {
        settings: { ...settings, zendesk, http },
        secrets: { ...secrets, webhook: [new Secret(secret)] },
        log: silentLog(),
        now: () => new Date(),
        mayWrite: false,
      },
      () => undefined,
    );
    const states = (state: string) =>
      findings.filter((one) => one.state === state).map(({ name }) => name);
    expect(states('broken')).toEqual([]);
    // What an account begins with, and the files cannot change.
    expect(states('warning')).toEqual(['assign-on-solve', 'private-attachments']);
  });
});

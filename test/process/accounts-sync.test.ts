import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startClient, type Client } from '../emulator/client';
import { appliedDataDir } from '../support/applied-account';
import { freshDatabase, type FreshDatabase } from '../support/fresh-database';
import { endAll } from './a-process';
import { accountsOn, type Ended } from './an-accounts-command';

// Each command is a process of its own.
jest.setTimeout(60_000);

describe('an operator syncs accounts to organizations', () => {
  let database: FreshDatabase;
  let zendesk: Client;
  let folder: string;
  let accounts: (...args: string[]) => Promise<Ended>;
  beforeAll(async () => {
    database = await freshDatabase();
    zendesk = await startClient();
    folder = await mkdtemp(join(tmpdir(), 'accounts-sync-'));
    accounts = accountsOn(database.url, {
      EMULATOR_PORT: new URL(zendesk.url).port,
      DATA_DIR: appliedDataDir(),
    });
  });
  afterEach(endAll);
  afterAll(async () => {
    await zendesk.stop();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  test('they look, keep the plan, carry it out and are told how it ended, by words and exit codes', async () => {
    await accounts('grant', 'olivia@store.example', 'azul', '--name', 'Olivia');
    const file = join(folder, 'plan.json');
    const looked = await accounts('sync', '--out', file);
    expect(looked).toMatchObject({ code: 2, complained: '' });
    expect(looked.said.split('\n')).toEqual([
      '+ organizations azul (ours), name: "azul"',
      '+ users olivia@store.example (ours), name: "Olivia", email: "olivia@store.example"',
      '+ memberships azul/olivia@store.example (ours)',
      'left alone, not ours: 0 organizations, 0 users, 0 memberships',
      '3 to change.',
      '',
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);

    const applied = await accounts('sync', 'apply', file);
    expect(applied).toMatchObject({ code: 0, said: '3 done, 0 failed, 0 left.\n' });
    expect(applied.complained).toContain('3/3 + memberships azul/olivia@store.example');
    expect(await accounts('sync', 'apply', file)).toMatchObject({
      code: 1,
      complained: 'Something has changed since the plan was made: plan again.\n',
    });

    const empty = await accounts('sync', 'plan', '--json');
    expect(empty.code).toBe(0);
    expect(JSON.parse(empty.said)).toMatchObject({ environment: 'demo', changes: [] });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ changes: [{}, {}, {}] });
  });

  test('what is left undone is named, and is exit code 3; no answer at all is 1', async () => {
    await accounts('grant', 'olivia@store.example', 'verde');
    const refusal = { match: 'POST /api/v2/organization_memberships', status: 403 };
    await zendesk.control('PUT', '/faults', [refusal]);
    const left = await accounts('sync', 'apply');
    expect(left.code).toBe(3);
    expect(left.said).toContain("warning: This Zendesk's plan lets a user belong to one");
    expect(left.said).toContain('left: + memberships verde/olivia@store.example (ours)');
    await zendesk.control('PUT', '/faults', [{ match: '* /**', status: 401 }]);
    expect(await accounts('sync', 'apply')).toMatchObject({
      code: 1,
      said: '',
      complained: 'Zendesk refused our OAuth client.\n',
    });
    await zendesk.control('PUT', '/faults', []);
    expect(await accounts('sync', 'sideways')).toMatchObject({ code: 1, said: '' });
  });
});

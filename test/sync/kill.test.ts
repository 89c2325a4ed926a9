import { join } from 'node:path';
import type { ApplyStep } from '../../src/steps';
import { endAll, start } from '../process/a-process';
import { openAccount, SECRET, VALUES, type Account } from './an-account';

/**
 * Where each run in turn is killed, and the n-th time it passes there. A run gets one or two
 * changes further, so one apply meets every step with every kind of thing as it goes.
 */
const KILLS: readonly (readonly [step: ApplyStep, nth: number])[] = [
  ['apply-begun', 1],
  ['apply-noted', 1],
  ['apply-sent', 2],
  ['apply-locked', 2],
  ['apply-sent', 2],
  ['apply-locked', 2],
  ['apply-noted', 3],
  ['apply-sent', 2],
  ['apply-locked', 2],
  ['apply-sent', 2],
  ['apply-sent', 1],
  ['apply-sent', 1],
];

describe('npm run zendesk', () => {
  let account: Account;
  beforeAll(async () => {
    account = await openAccount();
  });
  afterAll(async () => {
    await endAll();
    await account.close();
  });

  const zendesk = async (args: string[], kill?: readonly [ApplyStep, number]) => {
    const script = start(
      'scripts/zendesk.js',
      {
        ZENDESK_URL: account.zendesk.url,
        ZENDESK_OAUTH_CLIENT_ID: 'portal-demo',
        ZENDESK_OAUTH_CLIENT_SECRET: 'portal-demo-secret',
        ZENDESK_ENVIRONMENT: 'test',
        DATA_DIR: account.folder,
        PUBLIC_URL: VALUES.portal_url,
        HOOK_TOKEN: SECRET,
        NODE_OPTIONS: `--require ${join(__dirname, '../rehearsals/crash/trap.cjs')}`,
        ...(kill && { TRAP_STEP: kill[0], TRAP_NTH: String(kill[1]) }),
      },
      [...args, '--config', account.files],
    );
    const { code, signal } = await script.end;
    return { code, signal, said: script.stdout(), told: script.stderr() };
  };

  test('point 16: an apply killed at every step is gone on with until it is done, and nothing is there twice', async () => {
    const plan = join(account.folder, 'plan.json');
    expect(await zendesk(['plan', '--out', plan])).toMatchObject({ code: 2 });
    for (const kill of KILLS) {
      expect(await zendesk(['apply', plan], kill)).toMatchObject({ signal: 'SIGKILL' });
    }
    const last = await zendesk(['apply', plan]);
    expect(last).toMatchObject({ code: 0 });
    expect(last.told).toContain('Going on with apply');

    expect(await zendesk(['plan'])).toMatchObject({ code: 0 });
    const inventory = await account.inventory();
    for (const titles of Object.values(inventory)) {
      expect(titles).toEqual([...new Set(titles)]);
    }
    expect(Object.values(inventory).flat().join()).not.toContain('asleep');
    expect(await account.everythingWritten()).not.toContain(SECRET.split('"')[0]);
  }, 90_000);

  test('points 12, 18, 19: exit codes, a plan as JSON, a plan that is out of date, a question nobody answers', async () => {
    await account.edit('groups.yaml', 'Looks after the portal', 'Looks after us');
    const { code, said } = await zendesk(['plan', '--json', '--out', join(account.folder, 'p')]);
    expect(code).toBe(2);
    expect(JSON.parse(said)).toMatchObject({ changes: [{ kind: 'groups', act: 'update' }] });
    expect(await zendesk(['apply'])).toMatchObject({
      code: 1,
      told: expect.stringContaining('--yes') as string,
    });
    expect(await zendesk(['apply', '--yes'])).toMatchObject({ code: 0 });
    const refused = await zendesk(['apply', join(account.folder, 'p')]);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.told).toMatch(/^Zendesk has changed since the plan was made[^\n]*\n$/);
    expect((await zendesk(['apply', 'a', 'b'])).told).toContain('npm run zendesk -- plan');
  });
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startClient, type Client } from '../emulator/client';
import { endAll, start } from './a-process';

jest.setTimeout(60_000);

describe('npm run zendesk, as an administrator types it', () => {
  let zendesk: Client;
  let folder: string;
  beforeAll(async () => {
    zendesk = await startClient({ seed: { agents: [] } });
    folder = await mkdtemp(join(tmpdir(), 'zendesk-'));
  });
  afterAll(async () => {
    await endAll();
    await zendesk.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const run = async (...args: string[]) => {
    const script = start(
      'scripts/zendesk.js',
      {
        ZENDESK_URL: zendesk.url,
        ZENDESK_OAUTH_CLIENT_ID: 'portal-demo',
        ZENDESK_OAUTH_CLIENT_SECRET: 'portal-demo-secret',
        ZENDESK_ENVIRONMENT: 'test',
        DATA_DIR: join(folder, 'data'),
        PUBLIC_URL: 'https://portal.example',
      },
      args,
    );
    const { code } = await script.end;
    return { code, said: script.stdout(), told: script.stderr() };
  };

  const read = (path: string) => readFile(path, 'utf8');

  test('an account is exported, and no file is replaced without --force', async () => {
    const files = join(folder, 'exported');
    const exported = await run('export', '--to', files);
    expect(exported).toMatchObject({ code: 0 });
    expect(exported.said).toContain('1 groups, 0 dynamic content');
    expect(await run('plan', '--config', files)).toMatchObject({ code: 0 });
    const before = await read(join(files, 'groups.yaml'));
    const again = await run('export', '--to', files);
    expect(await read(join(files, 'groups.yaml'))).toBe(before);
    expect(again).toMatchObject({ code: 1, told: expect.stringContaining('--force') as string });
    expect(await run('export', '--to', files, '--kind', 'tickets')).toMatchObject({
      code: 1,
      told: expect.stringMatching(/no kind tickets/) as string,
    });
  });

  test('what was found is bound, what is sure without a question', async () => {
    const files = join(folder, 'lost');
    expect(await run('export', '--to', files)).toMatchObject({ code: 0 });
    const lock = await read(join(files, 'lock.test.json'));
    await rm(join(files, 'lock.test.json'));
    // Nobody is at a terminal, so nothing is decided.
    const open = await run('adopt', '--config', files);
    expect(open).toMatchObject({ code: 2 });
    expect(open.said).toContain('3 to decide');
    const sure = await run('adopt', '--yes', '--json', '--config', files);
    expect(sure).toMatchObject({ code: 2 });
    expect(JSON.parse(sure.said)).toMatchObject({
      bound: [{ kind: 'ticket_forms', key: 'default_ticket_form' }],
      open: [{ key: 'support' }, { key: 'notifications' }],
    });
    const { groups, trigger_categories: categories } = JSON.parse(lock) as Record<
      string,
      Record<string, number>
    >;
    const named = [`support=${groups?.support}`, `notifications=${categories?.notifications}`];
    expect(await run('adopt', ...named, '--config', files)).toMatchObject({ code: 0 });
    expect(await read(join(files, 'lock.test.json'))).toBe(lock);
    const done = await run('adopt', '--config', files);
    expect(done).toMatchObject({ code: 0, said: 'Nothing to adopt.\n' });
    expect(await run('adopt', 'nobody', '--config', files)).toMatchObject({ code: 1 });
  });
});

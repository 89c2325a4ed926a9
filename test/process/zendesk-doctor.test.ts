import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startClient, type Client } from '../emulator/client';
import { appliedDataDir, appliedState } from '../support/applied-account';
import { endAll, start } from './a-process';

describe('an administrator runs the doctor', () => {
  let zendesk: Client;
  beforeAll(async () => {
    zendesk = await startClient({ seed: { agents: [], like: appliedState() } });
  });
  afterEach(endAll);
  afterAll(() => zendesk.stop());

  const doctor = async (words: string[] = [], dataDir = appliedDataDir()) => {
    const environment = { EMULATOR_PORT: new URL(zendesk.url).port, DATA_DIR: dataDir };
    const script = start('scripts/zendesk.js', environment, ['doctor', ...words]);
    const { code } = await script.end;
    return { code, said: script.stdout(), complained: script.stderr() };
  };

  test('every line says how it is, with the remedy below; what is broken is exit code 1', async () => {
    const sleeping = await doctor();
    expect(sleeping).toMatchObject({ code: 1, complained: '' });
    expect(sleeping.said).toContain(
      'ok        credentials         Our credentials act as Portal Integration, an admin.\n',
    );
    expect(sleeping.said).toMatch(/^broken {4}webhook {13}Webhook ".*" calls .*\n {30}npm run /m);
    expect(sleeping.said).toMatch(/^not tried idempotency .*\n {30}Add --write to try it\.$/m);

    await zendesk.control('PUT', '/faults', [{ match: 'GET /api/v2/tickets', status: 401 }]);
    const broken = await doctor(['--json']);
    expect(broken.code).toBe(1);
    expect(JSON.parse(broken.said)).toMatchObject([{ name: 'credentials', state: 'broken' }]);
    await zendesk.control('PUT', '/faults', []);
  });

  test('before the first apply it says what is missing; words of other commands are not its own', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'doctor-'));
    const early = await doctor([], folder);
    expect(early.code).toBe(1);
    expect(early.said).toMatch(/^broken {4}fields .*the lock file has no id of vtex_account/m);
    const against = await doctor(['--against', 'emulator']);
    expect(against).toMatchObject({ code: 1, said: '' });
    expect(against.complained).toContain('npm run zendesk -- doctor');
    await rm(folder, { recursive: true, force: true });
  });
});

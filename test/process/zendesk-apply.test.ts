import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startClient } from '../emulator/client';
import { endAll, start } from './a-process';

afterEach(endAll);

test('an apply that makes the webhook ends by saying where its secret is, and never says the secret', async () => {
  const zendesk = await startClient({ seed: { agents: [] } });
  const folder = await mkdtemp(join(tmpdir(), 'apply-'));
  const environment = { EMULATOR_PORT: new URL(zendesk.url).port, DATA_DIR: folder };
  const apply = async () => {
    const script = start('scripts/zendesk.js', environment, ['apply', '--yes']);
    const { code } = await script.end;
    return { code, said: script.stdout() + script.stderr(), complained: script.stderr() };
  };
  const first = await apply();
  expect(first.code).toBe(0);
  const { text } = await zendesk.call('GET', '/webhooks');
  const { webhooks } = JSON.parse(text) as { webhooks: { id: string }[] };
  const path = `/webhooks/${webhooks[0]?.id}/signing_secret`;
  expect(first.complained).toContain(`GET /api/v2${path}`);
  expect(first.complained).toContain('into ZENDESK_WEBHOOK_SECRET');
  const { body } = await zendesk.call('GET', path);
  const { secret } = (body as unknown as { signing_secret: { secret: string } }).signing_secret;
  expect(secret.length).toBeGreaterThan(20);
  expect(first.said).not.toContain(secret);

  const second = await apply();
  expect(second.code).toBe(0);
  expect(second.said).not.toContain('signing secret');
  await zendesk.stop();
  await rm(folder, { recursive: true, force: true });
});

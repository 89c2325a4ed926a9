import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { numberOf, sendRequest } from '../support/a-request';
import { agentAt } from '../support/agent';
import { goToProvider } from '../support/at-a-provider';
import { eventually } from '../support/eventually';
import { freePort } from '../support/free-port';
import { freshDatabase } from '../support/fresh-database';
import { Visitor } from '../support/visitor';
import { endAll, isOpen, start, type AProcess } from './a-process';

const OWNER = 'owner@lojaazul.example';
const NEWCOMER = 'newcomer@example.com';

describe('npm run demo', () => {
  let folder: string;
  let ports: { portal: number; support: number; standIns: number; metrics: number };
  let demo: AProcess;
  let number: number;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-'));
    const [portal, support] = [await freePort(), await freePort()];
    ports = { portal, support, standIns: await freePort(), metrics: await freePort() };
  });
  afterAll(async () => {
    await endAll();
    await rm(folder, { recursive: true });
  });

  const environment = () => ({
    PORT: String(ports.portal),
    EMULATOR_PORT: String(ports.support),
    STAND_INS_PORT: String(ports.standIns),
    METRICS_PORT: String(ports.metrics),
    DATA_DIR: folder,
  });
  const startDemo = async () => {
    demo = start('scripts/demo.js', environment());
    await demo.says('Ctrl-C stops everything');
  };
  const postgresPidFile = () => join(folder, 'postgres/cluster/postmaster.pid');
  const postgresPort = async () => Number(await readFile(join(folder, 'postgres/port'), 'utf8'));

  const signIn = async (email: string, host = '127.0.0.1') => {
    const origin = `http://${host}:${ports.portal}`;
    const visitor = new Visitor(origin, { origin });
    const page = await visitor.open('/sign-in?locale=en');
    const asked = await page.form('Send').fill('E-mail', email).submit();
    const mailbox = await visitor.request(`/dev/mailbox.json?to=${encodeURIComponent(email)}`);
    const [mail] = (await mailbox.json()) as { text: string }[];
    const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? '';
    const panel = await asked.form('Confirm').fill('Access code', code).submit();
    expect(panel.status).toBe(200);
    return visitor;
  };
  const subjects = async () => {
    const agent = await agentAt(`http://127.0.0.1:${ports.support}`);
    return (await agent.tickets()).map(({ subject }) => subject);
  };

  test('the first start makes everything and says where to go as whom', async () => {
    await startDemo();
    const banner = demo.stdout();
    for (const words of [
      ...[
        `http://127.0.0.1:${ports.portal}/`,
        '/dev/mailbox',
        `http://127.0.0.1:${ports.support}/`,
      ],
      ...[OWNER, 'finance@lojaazul.example', 'owner@modaverde.example', NEWCOMER],
      'agent1@support.example',
    ]) {
      expect(banner).toContain(words);
    }
    expect(banner).toMatch(/ready in \d+\.\d s/);
    expect(demo.stderr()).toBe('');
  });

  test('a merchant signs in with a code from the mailbox and their request gets a number', async () => {
    const owner = await signIn(OWNER);
    const sent = await sendRequest(owner, { account: 'lojaazul', subject: 'Before the restart' });
    number = await numberOf(owner, sent.path);
    expect(await subjects()).toContain('Before the restart');
  });

  test('its confirmation lies in the mailbox, and an answer there becomes a comment', async () => {
    const visitor = new Visitor(`http://127.0.0.1:${ports.portal}`);
    const mailbox = await visitor.open(`/dev/mailbox?to=${OWNER}&locale=en`);
    const newest = mailbox.texts('.message')[0];
    expect(newest).toContain('We received your request: Before the restart');
    expect(newest).toContain(`http://127.0.0.1:${ports.portal}/tickets/${number}`);
    const form = mailbox.form('Send').fill(`Answer as ${OWNER}`, 'By mail.');
    expect((await form.submit()).texts('[role=status]')).toEqual(['Support has your answer.']);
    const agent = await agentAt(`http://127.0.0.1:${ports.support}`);
    expect((await agent.comments(number)).at(-1)?.body).toBe('By mail.');
  });

  test.each(['Google', 'Facebook'] as const)(
    'its button for %s leads to a page with the demo’s people',
    async (name) => {
      const origin = `http://127.0.0.1:${ports.portal}`;
      const dialog = await goToProvider(new Visitor(origin), name);
      expect(dialog.url.port).toBe(String(ports.standIns));
      expect(dialog.text).toContain('Olívia Azul olivia.azul@gmail.example');
    },
  );

  test('whoever opens it as localhost is let in as well', async () => {
    await expect(signIn('finance@lojaazul.example', 'localhost')).resolves.toBeDefined();
  });

  test('an operator gives a person an account while it runs, and it goes on running', async () => {
    const script = start('scripts/accounts.js', environment(), ['grant', NEWCOMER, 'newstore']);
    expect(await script.end).toEqual({ code: 0, signal: null });
    const newcomer = await signIn(NEWCOMER);
    const form = (await newcomer.open('/tickets/new')).form('Send');
    expect(form.options('VTEX account')).toContain('newstore');
  });

  test('Ctrl-C stops everything', async () => {
    const port = await postgresPort();
    expect(await isOpen(port)).toBe(true);
    demo.signal('SIGINT');
    expect(await demo.end).toEqual({ code: 0, signal: null });
    expect(existsSync(postgresPidFile())).toBe(false);
    for (const closed of [...Object.values(ports), port]) expect(await isOpen(closed)).toBe(false);
    expect(demo.stderr()).toBe('');
  });

  test('the next start changes nothing at support', async () => {
    await startDemo();
    const calls = await fetch(`http://127.0.0.1:${ports.support}/_emulator/calls`);
    const made = (await calls.json()) as { method: string; path: string }[];
    expect(made.map(({ path }) => path)).toContain('/api/v2/triggers');
    const changes = made.filter(({ method, path }) => method !== 'GET' && path !== '/oauth/tokens');
    expect(changes).toEqual([]);
    process.stdout.write(`second start: ${/ready in \d+\.\d s/.exec(demo.stdout())?.[0]}\n`);
  });

  test('and finds the same request, here and at support', async () => {
    const owner = await signIn(OWNER);
    expect((await owner.open(`/tickets/${number}`)).heading).toBe('Before the restart');
    expect((await owner.open('/tickets?scope=all')).text).toContain('Before the restart');
    expect(await subjects()).toEqual(['Before the restart']);
  });

  test('after it was killed it starts again with everything it said yes to', async () => {
    const owner = await signIn(OWNER);
    const sent = await sendRequest(owner, { account: 'lojaazul', subject: 'Before the kill' });
    demo.signal('SIGKILL');
    expect(await demo.end).toEqual({ code: null, signal: 'SIGKILL' });
    await startDemo();

    const back = await signIn(OWNER);
    expect((await back.open(`/tickets/${number}`)).heading).toBe('Before the restart');
    expect((await back.open(sent.path)).heading).toBe('Before the kill');

    const port = await postgresPort();
    demo.signal('SIGTERM');
    expect(await demo.end).toEqual({ code: 0, signal: null });
    expect(existsSync(postgresPidFile())).toBe(false);
    expect(await isOpen(port)).toBe(false);
  });

  test('with DATABASE_URL it uses that server and starts none', async () => {
    const database = await freshDatabase();
    const elsewhere = await mkdtemp(join(tmpdir(), 'demo-'));
    const given = { ...environment(), DATABASE_URL: database.url, DATA_DIR: elsewhere };
    demo = start('scripts/demo.js', given);
    await demo.says('Ctrl-C stops everything');
    const owner = await signIn(OWNER);
    expect((await owner.open('/tickets')).text).not.toContain('Before the restart');
    expect(existsSync(join(elsewhere, 'postgres'))).toBe(false);
    demo.signal('SIGTERM');
    expect(await demo.end).toEqual({ code: 0, signal: null });
    await eventually(() => database.drop());
    await rm(elsewhere, { recursive: true });
  });
});

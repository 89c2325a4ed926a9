import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { numberOf } from '../support/a-request';
import { copyAppliedAccount } from '../support/applied-account';
import { askDatabase } from '../support/ask-database';
import { eventually } from '../support/eventually';
import { freePort } from '../support/free-port';
import { freshDatabase, type FreshDatabase } from '../support/fresh-database';
import { startMailServer, type MailServer } from '../support/mail-server';
import { productionEnvironment } from '../support/production-environment';
import { signInByMail } from '../support/sign-in-by-mail';
import { Visitor } from '../support/visitor';
import { endAll, isOpen, start, type AProcess } from './a-process';

const EMAIL = 'canary.owner@canary-domain.example';
const SESSION_SECRET = randomBytes(32).toString('base64url');

describe('npm start with everything set, against the emulated Zendesk', () => {
  let folder: string;
  let database: FreshDatabase;
  let mails: MailServer;
  let emulator: AProcess;
  let portal: AProcess;
  let port: number;
  let metricsPort: number;
  let origin: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'production-'));
    database = await freshDatabase();
    mails = await startMailServer();
    const EMULATOR_PORT = await freePort();
    [port, metricsPort] = [await freePort(), await freePort()];
    origin = `http://127.0.0.1:${port}`;
    await copyAppliedAccount(folder);
    emulator = start('scripts/emulator.js', {
      EMULATOR_PORT: String(EMULATOR_PORT),
      DATA_DIR: folder,
    });
    await start('scripts/accounts.js', { DATABASE_URL: database.url }, [
      ...['grant', EMAIL, 'lojaazul', '--name', 'Canary Person'],
    ]).end;
    await emulator.says('listens on');
    portal = start('src/main.js', {
      ...productionEnvironment({
        port,
        databaseUrl: database.url,
        dataDir: folder,
        sessionSecret: SESSION_SECRET,
        mailUrl: mails.url,
        mailPassword: 'canary-mail',
        zendeskUrl: `http://127.0.0.1:${EMULATOR_PORT}`,
      }),
      ...{ METRICS_PORT: String(metricsPort), LOG_LEVEL: 'debug' },
    });
    await portal.says('portal is open');
  });
  afterAll(async () => {
    await endAll();
    await mails.stop();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const signIn = (visitor: Visitor) => signInByMail(visitor, EMAIL, mails);

  test('it serves and is ready, without a mailbox to read', async () => {
    const visitor = new Visitor(origin);
    expect((await visitor.request('/healthz')).status).toBe(200);
    expect((await visitor.request('/readyz')).status).toBe(200);
    for (const path of ['/dev/mailbox', '/dev/mailbox.json', '/metrics']) {
      expect((await visitor.open(path)).status).toBe(404);
    }
    const answered = await visitor.request('/dev/mailbox/replies', { method: 'POST' });
    expect(answered.status).toBe(404);
    expect((await visitor.open('/sign-in')).text).not.toMatch(/demo/i);
  });

  test('its metrics have a door of their own, on this machine only', async () => {
    const metrics = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
    expect(metrics.status).toBe(200);
    const text = await metrics.text();
    expect(text).toContain('portal_http_request_seconds_count');
    expect(text).toContain('portal_mirror_lag_seconds');
    expect((await fetch(`http://127.0.0.1:${metricsPort}/tickets`)).status).toBe(404);
    const elsewhere = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of elsewhere) expect(await isOpen(metricsPort, address)).toBe(false);
  });

  test('its log tells each visit in JSON and nothing a person wrote or holds', async () => {
    const visitor = new Visitor(origin, { 'user-agent': 'canary-agent' });
    const { panel, code } = await signIn(visitor);
    expect(panel.status).toBe(200);
    const form = (await visitor.open('/tickets/new')).form('Send');
    const token = form.element.querySelector('[name=csrf]')?.getAttribute('value') ?? '';
    const sent = await form
      .fill('VTEX account', 'lojaazul')
      .fill('Subject', 'canary-subject')
      .fill('Question or problem', 'canary-text')
      .attach('Attachments', {
        name: 'canary-file.txt',
        type: 'text/plain',
        bytes: Buffer.from('canary-bytes'),
      })
      .choose('Urgent')
      .submit();
    const number = await numberOf(visitor, sent.path);
    const own = await visitor.open(`/tickets/${number}`);
    await visitor.request(own.link('canary-file.txt'));
    const refused = await own.form('Send').fill('Your reply', ' ').submit();
    expect(refused.status).toBe(422);
    await visitor.open('/no-such-page/canary-path?q=canary-query');
    await visitor.open('/tickets?after=canary-cursor');
    const forged = await visitor.request('/sign-out', {
      method: 'POST',
      body: new URLSearchParams({ csrf: 'canary-token' }),
    });
    expect(forged.status).toBe(403);

    const held = ['session', 'visit'].flatMap((name) => visitor.cookies.get(name) ?? []);
    const last = forged.headers.get('x-request-id') ?? '';
    await eventually(() => expect(portal.stdout()).toMatch(new RegExp(`${last}.*"answered"`)));
    const log = portal.stdout();
    const lines = log.trimEnd().split('\n');
    const visits = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === 'answered');
    expect(visits.length).toBeGreaterThan(10);
    expect(visits.every(({ requestId }) => /^[\w-]{12}$/.test(String(requestId)))).toBe(true);
    expect(visits).toContainEqual(expect.objectContaining({ requestId: last, status: 403 }));
    expect(log).toContain('delivered');
    expect(log).not.toMatch(/canary|Canary/);
    expect(log).not.toMatch(/[\w.+-]+@[\w-]+\.\w+/);
    expect(log).not.toMatch(/cookie|bearer|authorization/i);
    const databasePassword = decodeURIComponent(new URL(database.url).password);
    const parts = held.flatMap((cookie) => cookie.replace(/^s%3A/, '').split('.'));
    const secrets = [code, token, SESSION_SECRET, 'portal-demo-secret', databasePassword, ...parts];
    for (const secret of secrets) {
      expect(secret).not.toBe('');
      expect(log).not.toContain(secret);
    }
    expect(portal.stderr()).toBe('');
  });

  test('told to stop, it lets running visits end, cuts those that never do, and exits with 0', async () => {
    const visitor = new Visitor(origin);
    await signIn(visitor);
    const [steady, stuck] = [await upload(visitor), await upload(visitor)];
    stuck.answer.catch(() => undefined);

    const told = Date.now();
    portal.signal('SIGTERM');
    await eventually(async () => expect(await isOpen(port)).toBe(false));
    steady.finish();
    const answer = await steady.answer;
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toMatch(/^\/tickets\/VS-/);

    await expect(stuck.answer).rejects.toThrow();
    expect(await portal.end).toEqual({ code: 0, signal: null });
    expect(Date.now() - told).toBeLessThan(10_000);
    expect(await isOpen(metricsPort)).toBe(false);
    expect(portal.stdout()).toContain('"msg":"stopped"');

    const kept = await askDatabase(database.url, `select intent from outbox where kind = 'create'`);
    expect(kept).toContainEqual({ intent: steady.intent });
    expect(kept).not.toContainEqual({ intent: stuck.intent });
  }, 30_000);

  /** A request on its way: everything but the end of its file has been sent and arrived. */
  async function upload(visitor: Visitor) {
    const { element } = (await visitor.open('/tickets/new')).form('Send');
    const hidden = (name: string) =>
      element.querySelector(`[name=${name}]`)?.getAttribute('value') ?? '';
    const boundary = 'a-boundary-of-this-test';
    const fields = {
      ...{ csrf: hidden('csrf'), intent: hidden('intent'), name: 'Olivia', account: 'lojaazul' },
      ...{ kind: 'financial', subject: 'Sent while stopping', text: 'Words', impact: 'normal' },
    };
    const outgoing = request(`${origin}/tickets`, {
      method: 'POST',
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        cookie: [...visitor.cookies].map((pair) => pair.join('=')).join('; '),
      },
    });
    const answer = answerOf(outgoing);
    for (const [name, value] of Object.entries(fields)) {
      outgoing.write(
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      );
    }
    outgoing.write(
      `--${boundary}\r\ncontent-disposition: form-data; name="attachments"; filename="slow.txt"\r\n` +
        `content-type: text/plain\r\n\r\n${'slow '.repeat(100_000)}`,
    );
    await eventually(async () => {
      const files = await askDatabase(database.url, 'select intent from files where not complete');
      expect(files).toContainEqual({ intent: fields.intent });
    });
    return {
      intent: fields.intent,
      answer,
      finish: () => outgoing.end(`the end\r\n--${boundary}--\r\n`),
    };
  }
});

function answerOf(outgoing: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.once('response', (answer) => resolve(answer.resume())).once('error', reject);
  });
}

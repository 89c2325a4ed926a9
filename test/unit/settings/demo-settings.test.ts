import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDemoPeople } from '../../../src/settings/demo-people';
import {
  readDatabaseSettings,
  readDemoSettings,
  readEmulatorSettings,
} from '../../../src/settings/settings';

let DATA_DIR: string;
beforeEach(() => {
  DATA_DIR = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterEach(() => rmSync(DATA_DIR, { recursive: true }));

test('the demo needs no setting and stays on loopback', () => {
  const { settings, secrets } = readDemoSettings({ DATA_DIR });
  expect(settings).toMatchObject({
    mode: 'demo',
    http: { host: '127.0.0.1', port: 3000, secureCookies: false },
    zendesk: { url: 'http://127.0.0.1:4000', auth: { clientId: 'portal-demo' } },
    offer: { kinds: [{ key: 'financial' }, {}, {}] },
  });
  expect(settings.http.publicUrl.href).toBe('http://127.0.0.1:3000/');
  expect(settings.texts.codes.sign_in.pt.text).toContain('{code}');
  expect(secrets.smtpUrl).toBeNull();
});

test('the demo keeps its random secrets, for its own account only', () => {
  const first = readDemoSettings({ DATA_DIR }).secrets.session[0]?.reveal();
  const second = readDemoSettings({ DATA_DIR }).secrets.session[0]?.reveal();
  expect(first).toHaveLength(43);
  expect(second).toBe(first);
  expect(statSync(join(DATA_DIR, 'demo-secrets.json')).mode & 0o777).toBe(0o600);
});

test('the demo takes its ports from the environment and ignores the settings of production', () => {
  const { settings } = readDemoSettings({
    DATA_DIR,
    PORT: '3100',
    EMULATOR_PORT: '4100',
    STAND_INS_PORT: '4200',
    METRICS_PORT: '0',
    PUBLIC_URL: 'https://support.example.com',
    GOOGLE_CLIENT_ID: 'production',
    ZENDESK_URL: 'https://acme.zendesk.com',
  });
  expect(settings.http.publicUrl.href).toBe('http://127.0.0.1:3100/');
  expect(settings.zendesk.url).toBe('http://127.0.0.1:4100');
  expect(settings.signIn.providers.google?.issuer).toBe('http://127.0.0.1:4200/google');
  expect(settings.operator.port).toBeNull();
});

test.each(['http://localhost:8080', 'http://127.0.0.1:3100'])(
  'the demo is found at %s when its PUBLIC_URL says so',
  (PUBLIC_URL) => {
    const { settings } = readDemoSettings({ DATA_DIR, PUBLIC_URL });
    expect(settings.http.publicUrl.origin).toBe(PUBLIC_URL);
    expect(settings.http).toMatchObject({ host: '127.0.0.1', port: 3000, trustProxy: 0 });
  },
);

test('the demo refuses a port that is none', () => {
  expect(() => readDemoSettings({ DATA_DIR, PORT: '0' })).toThrow(
    'PORT must be a whole number from 1 to 65535.',
  );
});

test('the demo has people with one account, with several and with none', () => {
  const { people, agents } = readDemoPeople();
  expect(people.map(({ accounts }) => accounts.length)).toEqual([2, 1, 1, 0]);
  expect(agents).not.toHaveLength(0);
});

test('a script that only needs the database asks for nothing else', () => {
  const DATABASE_URL = 'postgres://portal:pw@db.test/portal';
  expect(readDatabaseSettings({ DATABASE_URL, PORT: 'http' }).url?.reveal()).toBe(DATABASE_URL);
  expect(readDatabaseSettings({ DATA_DIR })).toEqual({ url: null, dataDir: DATA_DIR });
});

test('the emulator alone takes its port and its folder from the environment', () => {
  expect(readEmulatorSettings({ EMULATOR_PORT: '4100', DATA_DIR, PORT: 'http' })).toEqual({
    port: 4100,
    dataDir: DATA_DIR,
  });
  expect(readEmulatorSettings({}).port).toBe(4000);
  expect(() => readEmulatorSettings({ EMULATOR_PORT: 'zero' })).toThrow(
    'EMULATOR_PORT must be a whole number from 1 to 65535.',
  );
});

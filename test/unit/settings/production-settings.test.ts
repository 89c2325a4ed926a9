import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { AppError } from '../../../src/errors';
import { keptDemoSecrets } from '../../../src/settings/demo-secrets';
import { readProductionSettings } from '../../../src/settings/settings';
import { appliedLockFolder } from '../../support/applied-account';

const SESSION = 'q3Zp7Lr0Xw9vTn5BcKj2Hd8GfYs4Mu6A';
const CLIENT_SECRET = 'f81c0b7d94e25a6f3c1d';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Everything production needs; a variable set to undefined is left out. */
function environment(changes: Record<string, string | undefined> = {}) {
  return {
    PUBLIC_URL: 'https://support.merchants.test',
    SESSION_SECRET: SESSION,
    ZENDESK_URL: 'https://acme.zendesk.com',
    ZENDESK_OAUTH_CLIENT_ID: 'portal',
    ZENDESK_OAUTH_CLIENT_SECRET: CLIENT_SECRET,
    ZENDESK_ENVIRONMENT: 'demo',
    ZENDESK_LOCK_DIR: appliedLockFolder(),
    SMTP_URL: 'smtps://mailer:pa55@mail.merchants.test',
    MAIL_FROM: 'VTEX Support <support@merchants.test>',
    DATA_DIR: folder,
    ...changes,
  };
}

function problemsOf(raw: Record<string, string | undefined>): string[] {
  try {
    readProductionSettings(raw);
  } catch (error) {
    return (error as AppError).details.problems as string[];
  }
  return [];
}

test('production with everything it needs starts with safe defaults', () => {
  const { settings, secrets } = readProductionSettings(environment());
  expect(settings).toMatchObject({
    mode: 'production',
    http: { host: '127.0.0.1', port: 3000, trustProxy: 1, secureCookies: true },
    operator: { port: 9464 },
    zendesk: {
      auth: { kind: 'oauth', clientId: 'portal', scope: 'read write' },
      timeoutMs: 15_000,
      pollSeconds: 60,
    },
    log: { level: 'info' },
  });
  expect(secrets.databaseUrl).toBeNull();
  expect(secrets.session.map((secret) => secret.reveal())).toEqual([SESSION]);
});

test('production without any setting names every missing one at once', () => {
  const problems = problemsOf({ DATA_DIR: folder }).join('\n');
  for (const name of [
    ...['PUBLIC_URL', 'SESSION_SECRET', 'ZENDESK_URL', 'SMTP_URL', 'MAIL_FROM'],
    ...['ZENDESK_OAUTH_CLIENT_ID', 'ZENDESK_OAUTH_CLIENT_SECRET', 'lock.production.json'],
  ]) {
    expect(problems).toContain(`${name} is missing`);
  }
});

test('an empty setting counts as missing', () => {
  expect(problemsOf(environment({ PUBLIC_URL: ' ' }))).toEqual([
    expect.stringContaining('PUBLIC_URL is missing'),
  ]);
});

test('one wrong setting does not hide another', () => {
  const problems = problemsOf(
    environment({ PORT: 'http', LOG_LEVEL: 'loud', MAIL_FROM: undefined }),
  );
  expect(problems).toEqual([
    'PORT must be a whole number from 1 to 65535.',
    'LOG_LEVEL must be debug, info, warn, error or silent.',
    expect.stringContaining('MAIL_FROM is missing'),
  ]);
});

test.each([
  ['PUBLIC_URL', 'http://support.merchants.test'],
  ['PUBLIC_URL', 'https://support.merchants.test/portal'],
  ['PUBLIC_URL', 'https://user:pw@support.merchants.test'],
  ['PUBLIC_URL', 'javascript:alert(1)'],
  ['ZENDESK_URL', 'http://acme.zendesk.com'],
  ['ZENDESK_URL', 'https://acme.zendesk.com.evil.test'],
  ['ZENDESK_URL', 'https://acme.zendesk.com:8443'],
  ['SMTP_URL', 'http://mail.merchants.test'],
  ['DATABASE_URL', 'mysql://localhost/portal'],
  ['MAIL_FROM', 'a@b.test, c@d.test'],
  ['TRUST_PROXY', 'true'],
  ['TRUST_PROXY', '0'],
  ['NODE_ENV', 'test'],
  ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
  ['NODE_DEBUG', 'http'],
])('production refuses %s=%s', (name, value) => {
  const problems = problemsOf(environment({ [name]: value }));
  expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name}`))]);
});

test.each([
  ['short', 'k2Jx9', 'is too short'],
  ['an example', 'please-change-me-before-you-deploy-this', 'is an example'],
  ['one repeated character', 'a'.repeat(64), 'repeats'],
  ['a repeated group', 'k2Jx9QwZp1'.repeat(4), 'repeats'],
])('production refuses a session secret that is %s', (_what, secret, sentence) => {
  const problems = problemsOf(environment({ SESSION_SECRET: `${SESSION},${secret}` }));
  expect(problems).toEqual([expect.stringContaining(sentence)]);
  expect(problems.join()).not.toContain(secret);
});

test('production refuses the secrets of the demo and of manuals', () => {
  const demo = keptDemoSecrets(folder);
  const problems = problemsOf(
    environment({
      SESSION_SECRET: demo.session,
      ZENDESK_OAUTH_CLIENT_SECRET: 'portal-demo-secret',
      ZENDESK_WEBHOOK_SECRET: 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==',
    }),
  );
  expect(problems).toHaveLength(3);
  expect(problems.join('\n')).toContain('anybody can read');
});

describe('a rehearsal against the emulator on this machine', () => {
  const rehearsal = {
    PUBLIC_URL: 'http://localhost:3000',
    ZENDESK_URL: 'http://127.0.0.1:4000',
    ZENDESK_OAUTH_CLIENT_ID: 'portal-demo',
    ZENDESK_OAUTH_CLIENT_SECRET: 'portal-demo-secret',
    ZENDESK_ENVIRONMENT: 'demo',
    ZENDESK_LOCK_DIR: appliedLockFolder(),
  };
  const byToken = {
    ZENDESK_OAUTH_CLIENT_ID: undefined,
    ZENDESK_OAUTH_CLIENT_SECRET: undefined,
    ZENDESK_API_EMAIL: 'integration@portal.example',
    ZENDESK_API_TOKEN: 'demo-api-token',
  };

  test("takes the emulator's own credentials and ids", () => {
    expect(problemsOf(environment(rehearsal))).toEqual([]);
    expect(problemsOf(environment({ ...rehearsal, ...byToken }))).toEqual([]);
  });

  test.each(['http://localhost:3000', 'http://127.0.0.1:3000'])('is reached at %s', (url) => {
    const { settings } = readProductionSettings(environment({ ...rehearsal, PUBLIC_URL: url }));
    expect(settings.http).toMatchObject({ trustProxy: 0, secureCookies: false });
    expect(settings.http.publicUrl.origin).toBe(url);
  });

  test('is no reason to use those credentials with Zendesk itself', () => {
    const ZENDESK_URL = 'https://acme.zendesk.com';
    expect(problemsOf(environment({ ...rehearsal, ZENDESK_URL }))).toEqual([
      expect.stringMatching(/^ZENDESK_OAUTH_CLIENT_SECRET .*anybody can read/),
    ]);
    expect(problemsOf(environment({ ...rehearsal, ...byToken, ZENDESK_URL }))).toEqual([
      expect.stringMatching(/^ZENDESK_API_TOKEN .*anybody can read/),
    ]);
  });

  test('still needs a session secret of its own', () => {
    const SESSION_SECRET = keptDemoSecrets(folder).session;
    expect(problemsOf(environment({ ...rehearsal, SESSION_SECRET }))).toHaveLength(1);
    expect(problemsOf(environment({ ...rehearsal, SESSION_SECRET: 'short' }))).toHaveLength(1);
  });
});

test('Zendesk gets one way to sign in, whole', () => {
  const token = { ZENDESK_API_EMAIL: 'agent@merchants.test', ZENDESK_API_TOKEN: CLIENT_SECRET };
  const noOauth = { ZENDESK_OAUTH_CLIENT_ID: undefined, ZENDESK_OAUTH_CLIENT_SECRET: undefined };
  expect(problemsOf(environment(token))).toEqual([expect.stringContaining('two ways')]);
  expect(
    problemsOf(environment({ ...noOauth, ZENDESK_API_EMAIL: 'agent@merchants.test' })),
  ).toEqual(['ZENDESK_API_TOKEN is missing.']);
  const { settings, secrets } = readProductionSettings(environment({ ...noOauth, ...token }));
  expect(settings.zendesk.auth).toEqual({ kind: 'api_token', email: 'agent@merchants.test' });
  expect(secrets.zendesk.reveal()).toBe(CLIENT_SECRET);
});

test('a secret comes from a file as well', () => {
  const path = join(folder, 'session');
  writeFileSync(path, `${SESSION}\n`);
  const fromFile = environment({ SESSION_SECRET: undefined, SESSION_SECRET_FILE: path });
  expect(readProductionSettings(fromFile).secrets.session[0]?.reveal()).toBe(SESSION);

  expect(problemsOf(environment({ SESSION_SECRET_FILE: path }))).toEqual([
    expect.stringContaining('both set'),
  ]);
  const nowhere = { SESSION_SECRET: undefined, SESSION_SECRET_FILE: join(folder, 'nowhere') };
  expect(problemsOf(environment(nowhere))).toEqual([expect.stringContaining('cannot be read')]);
});

test('a session secret is changed in two steps', () => {
  const newer = 'Zt6Rk1Vb8Nq3Wm0Xc5Lp7Jd2Hs9Gf4Ya';
  const { secrets } = readProductionSettings(
    environment({ SESSION_SECRET: `${newer}, ${SESSION}` }),
  );
  expect(secrets.session.map((secret) => secret.reveal())).toEqual([newer, SESSION]);
});

test('secrets do not show when configuration is printed', () => {
  const configuration = readProductionSettings(
    environment({ DATABASE_URL: 'postgres://portal:canary-1@db.test/portal' }),
  );
  const { secrets } = configuration;
  const printed = [
    JSON.stringify(configuration),
    inspect(configuration, { depth: 9, showHidden: true }),
    `${String(secrets.zendesk)} ${secrets.session.join()}`,
  ].join('\n');
  for (const canary of [SESSION, CLIENT_SECRET, 'pa55', 'canary-1']) {
    expect(printed).not.toContain(canary);
  }
});

test('settings cannot be changed after they were read', () => {
  const { settings } = readProductionSettings(environment());
  expect(() => Object.assign(settings.http, { port: 1 })).toThrow(TypeError);
});

describe('Google and Facebook', () => {
  const GOOGLE = {
    GOOGLE_CLIENT_ID: 'portal.apps',
    GOOGLE_CLIENT_SECRET: 'GOCSPX-9f2kQ7vL0xRz4TbN',
  };
  const FACEBOOK = { FACEBOOK_APP_ID: '2468', FACEBOOK_APP_SECRET: '7d1f0b93ce5a48266af0d71c' };

  test('leave nobody outside: with every other way switched off, one of them must be set', () => {
    const closed = { SIGN_IN_CODE: 'no', SIGN_IN_PASSWORD: 'no' };
    expect(() => readProductionSettings(environment(closed))).toThrow('nobody can sign in');
    const { settings } = readProductionSettings(environment({ ...closed, ...GOOGLE }));
    expect(settings.signIn.waysIn).toEqual(['google']);
  });

  test('are no ways in until an application is set', () => {
    const { settings, secrets } = readProductionSettings(environment());
    expect(settings.signIn.waysIn).toEqual(['code', 'password']);
    expect(secrets.providers).toEqual({ google: null, facebook: null });
  });

  test('are asked at their own hosts, Facebook by the Graph version that is set', () => {
    const given = { ...GOOGLE, ...FACEBOOK, FACEBOOK_GRAPH_VERSION: 'v24.0' };
    const { settings, secrets } = readProductionSettings(environment(given));
    expect(settings.signIn.waysIn).toEqual(['code', 'google', 'facebook', 'password']);
    expect(settings.signIn.providers).toEqual({
      google: {
        clientId: 'portal.apps',
        issuer: 'https://accounts.google.com',
        authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
        tokenUrl: 'https://oauth2.googleapis.com/token',
        profileUrl: 'https://openidconnect.googleapis.com/v1/userinfo',
      },
      facebook: {
        clientId: '2468',
        issuer: null,
        authorizationUrl: 'https://www.facebook.com/v24.0/dialog/oauth',
        tokenUrl: 'https://graph.facebook.com/v24.0/oauth/access_token',
        profileUrl: 'https://graph.facebook.com/v24.0/me',
      },
    });
    expect(secrets.providers.google?.reveal()).toBe(GOOGLE.GOOGLE_CLIENT_SECRET);
  });

  test('need an id and a strong secret, and stand-ins are on this machine only', () => {
    expect(problemsOf(environment({ GOOGLE_CLIENT_ID: 'portal.apps' }))).toEqual([
      'GOOGLE_CLIENT_SECRET is missing.',
    ]);
    const { FACEBOOK_APP_SECRET } = FACEBOOK;
    expect(problemsOf(environment({ FACEBOOK_APP_SECRET }))).toEqual([
      'FACEBOOK_APP_ID is missing.',
    ]);
    const demo = { ...GOOGLE, GOOGLE_CLIENT_SECRET: 'google-demo-secret' };
    expect(problemsOf(environment(demo))[0]).toContain('GOOGLE_CLIENT_SECRET is one of the demo');
    for (const GOOGLE_URL of [
      'https://evil.example',
      'http://10.0.0.1/google',
      'http://127.0.0.1:1/',
    ]) {
      const problems = problemsOf(environment({ ...GOOGLE, GOOGLE_URL }));
      expect(problems[0]).toContain('GOOGLE_URL must be a stand-in on this machine');
    }
    const standIn = { ...demo, GOOGLE_URL: 'http://127.0.0.1:4100/google' };
    expect(problemsOf(environment(standIn))).toEqual([]);
  });
});

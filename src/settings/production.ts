import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { isLocalHttp } from './addresses';
import type { Environment } from './environment';
import { projectRoot } from './project-root';
import { weakness } from './weak-secret';
import { lockFile, lockFolder } from './zendesk-lock';

/** What production cannot do without, besides a way to sign in to Zendesk. */
const REQUIRED = [
  ['PUBLIC_URL', 'the address browsers use, such as https://support.example.com'],
  ['SESSION_SECRET', 'at least 32 random characters'],
  ['ZENDESK_URL', 'https://YOUR-SUBDOMAIN.zendesk.com'],
  ['SMTP_URL', 'the mail server for sign-in codes, such as smtps://user:password@mail.example.com'],
  ['MAIL_FROM', 'the sender of sign-in codes'],
] as const;

/** Characters; Zendesk's own secrets and tokens are 40 and longer, the providers' 24 and 32. */
const LEAST = { session: 32, zendesk: 16, sms: 16, provider: 16 };

/**
 * @param raw tells "not given" from "given and wrong", which has its sentence already
 * @param demoSecrets the random ones this machine's demo made
 * @returns a sentence for everything that is missing, contradictory or weak
 */
export function productionProblems(
  values: Environment,
  raw: Readonly<Record<string, string | undefined>>,
  demoSecrets: readonly string[],
): string[] {
  const isGiven = (name: string) => Boolean(raw[name]?.trim() || raw[`${name}_FILE`]);
  const missing = REQUIRED.filter(([name]) => !isGiven(name)).map(
    ([name, what]) => `${name} is missing: ${what}.`,
  );
  return [
    ...missing,
    ...zendeskAuthProblems(isGiven),
    ...smsProblems(isGiven),
    ...providerProblems(isGiven),
    ...doorProblems(values, isGiven),
    ...secretProblems(values, demoSecrets),
    ...proxyProblems(values),
    ...nodeProblems(values),
    ...lockProblems(values),
  ];
}

function zendeskAuthProblems(isGiven: (name: string) => boolean): string[] {
  const oauth = ['ZENDESK_OAUTH_CLIENT_ID', 'ZENDESK_OAUTH_CLIENT_SECRET'];
  const token = ['ZENDESK_API_EMAIL', 'ZENDESK_API_TOKEN'];
  const usesOauth = oauth.some(isGiven);
  const usesToken = token.some(isGiven);
  if (usesOauth && usesToken) {
    return [
      `Zendesk is given two ways to sign in: set ${oauth.join(' and ')} or ${token.join(' and ')}.`,
    ];
  }
  const needed = usesToken ? token : oauth;
  return needed.filter((name) => !isGiven(name)).map((name) => `${name} is missing.`);
}

function smsProblems(isGiven: (name: string) => boolean): string[] {
  const needed = ['SMS_ACCOUNT_SID', 'SMS_AUTH_TOKEN', 'SMS_FROM'];
  const missing = needed.filter((name) => !isGiven(name));
  if (missing.length === needed.length) return [];
  return missing.map((name) => `${name} is missing: text messages need ${needed.join(', ')}.`);
}

/** An application at a provider is an id and a secret; without both, nobody signs in with it. */
function providerProblems(isGiven: (name: string) => boolean): string[] {
  const pairs = [
    ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
    ['FACEBOOK_APP_ID', 'FACEBOOK_APP_SECRET'],
  ];
  return pairs
    .filter((pair) => pair.some(isGiven))
    .flatMap((pair) => pair.filter((name) => !isGiven(name)))
    .map((name) => `${name} is missing.`);
}

/** Where every way in is switched off, nobody comes in. */
function doorProblems(values: Environment, isGiven: (name: string) => boolean): string[] {
  const isOpen =
    values.SIGN_IN_CODE !== 'no' ||
    values.SIGN_IN_PASSWORD !== 'no' ||
    isGiven('GOOGLE_CLIENT_ID') ||
    isGiven('FACEBOOK_APP_ID');
  if (isOpen) return [];
  return [
    'SIGN_IN_CODE and SIGN_IN_PASSWORD are both no, and no provider is set: nobody can sign in.',
  ];
}

function secretProblems(values: Environment, demoSecrets: readonly string[]): string[] {
  const judged: [name: string, secrets: readonly (string | undefined)[], least: number][] = [
    ['SESSION_SECRET', values.SESSION_SECRET ?? [], LEAST.session],
    ['ZENDESK_SSO_SECRET', [values.ZENDESK_SSO_SECRET], LEAST.zendesk],
    ['ZENDESK_WEBHOOK_SECRET', values.ZENDESK_WEBHOOK_SECRET ?? [], LEAST.zendesk],
  ];
  // What opens nothing but a stand-in need not be strong.
  if (!isLocalHttp(values.SMS_URL ?? '')) {
    judged.push(['SMS_AUTH_TOKEN', [values.SMS_AUTH_TOKEN], LEAST.sms]);
  }
  if (values.GOOGLE_URL === undefined) {
    judged.push(['GOOGLE_CLIENT_SECRET', [values.GOOGLE_CLIENT_SECRET], LEAST.provider]);
  }
  if (values.FACEBOOK_URL === undefined) {
    judged.push(['FACEBOOK_APP_SECRET', [values.FACEBOOK_APP_SECRET], LEAST.provider]);
  }
  // The emulator's credentials are published, and open nothing but the emulator.
  if (!isLocalHttp(values.ZENDESK_URL ?? '')) {
    judged.push(
      ['ZENDESK_OAUTH_CLIENT_SECRET', [values.ZENDESK_OAUTH_CLIENT_SECRET], LEAST.zendesk],
      ['ZENDESK_API_TOKEN', [values.ZENDESK_API_TOKEN], LEAST.zendesk],
    );
  }
  const weak = judged.flatMap(([name, secrets, least]) => {
    const found = secrets.map((secret) => secret && weakness(secret, least, demoSecrets));
    return found.filter(Boolean).map((what) => `${name} ${what}.`);
  });
  const tooMany = (values.ZENDESK_WEBHOOK_SECRET?.length ?? 0) > 2;
  return tooMany ? [...weak, 'ZENDESK_WEBHOOK_SECRET holds more than two secrets.'] : weak;
}

/** Behind https, cookies are sent only when a proxy's word about https is believed. */
function proxyProblems({ PUBLIC_URL, TRUST_PROXY }: Environment): string[] {
  if (!PUBLIC_URL?.startsWith('https:') || TRUST_PROXY !== 0) return [];
  return [
    'TRUST_PROXY must be at least 1, because PUBLIC_URL is https and the portal speaks http.',
  ];
}

/** Switches that would quietly take a protection away. */
function nodeProblems(values: Environment): string[] {
  const problems: string[] = [];
  if (values.NODE_ENV !== undefined && values.NODE_ENV !== 'production') {
    problems.push(`NODE_ENV is "${values.NODE_ENV}"; set it to production or leave it out.`);
  }
  if (values.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    problems.push('NODE_TLS_REJECT_UNAUTHORIZED=0 accepts any certificate; leave it out.');
  }
  if (values.NODE_DEBUG !== undefined) {
    problems.push('NODE_DEBUG writes headers and secrets to the log; leave it out.');
  }
  return problems;
}

/** Ids of fields and forms differ between Zendesk instances; each has a file of its own. */
function lockProblems(values: Environment): string[] {
  const { ZENDESK_ENVIRONMENT: name = 'production', ZENDESK_LOCK_DIR } = values;
  const file = lockFile(lockFolder(ZENDESK_LOCK_DIR), name);
  if (existsSync(file)) return [];
  return [
    `${relative(projectRoot(), file)} is missing: it holds the ids of this Zendesk's fields and comes ` +
      'from npm run zendesk -- apply (ZENDESK_ENVIRONMENT and ZENDESK_LOCK_DIR choose the file).',
  ];
}

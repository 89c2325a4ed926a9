import { config } from 'dotenv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './project-root';
import {
  isAddress,
  isAddressPattern,
  isBrowserAddress,
  isMailServer,
  isStandInAddress,
  isVtexAddress,
  isZendeskAddress,
} from './addresses';

/** Variables as they stand, before anybody has looked at them. */
export type RawEnvironment = Readonly<Record<string, string | undefined>>;

/** @returns the process's variables, and beneath them those of `.env` in the project's folder */
export function readEnvironment(): RawEnvironment {
  // Kept apart from process.env, which every child process would inherit.
  const fromFile: Record<string, string> = {};
  config({ path: join(projectRoot(), '.env'), processEnv: fromFile, quiet: true });
  return { ...fromFile, ...process.env };
}

/** @returns the process's variables alone: a demo must not find its way to production's database */
export function readShellEnvironment(): RawEnvironment {
  return { ...process.env };
}

const whole = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d+$/, error)
    .transform(Number)
    .pipe(z.int().min(least, error).max(most, error));
};
const yesOrNo = z.enum(['yes', 'no'], { error: 'must be yes or no' });
const standIn = z.string().refine(isStandInAddress, {
  error: 'must be a stand-in on this machine, such as http://127.0.0.1:4100/google',
});
const listOfSecrets = z
  .string()
  .transform((text) => text.split(',').map((item) => item.trim()))
  .refine((items) => items.every(Boolean), 'must be one secret, or several with commas between');

/** Every variable the portal knows. Formats only; what production needs is in production.ts. */
const shape = z
  .object({
    PORT: whole(1, 65_535),
    HOST: z.string(),
    PUBLIC_URL: z.string().refine(isBrowserAddress, {
      error:
        'must be an address without a path that starts with https:// (http:// on this machine only)',
    }),
    TRUST_PROXY: whole(0, 10),
    HELP_URL: z.url({ protocol: /^https$/, error: 'must be an address that starts with https://' }),
    HTTP_PLAIN_SERVER: yesOrNo,
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must start with postgres://' }),
    DATA_DIR: z.string(),
    SESSION_SECRET: listOfSecrets,
    ZENDESK_URL: z.string().refine(isZendeskAddress, {
      error:
        'must be https://YOUR-SUBDOMAIN.zendesk.com, without a path (http:// on this machine only)',
    }),
    ZENDESK_OAUTH_CLIENT_ID: z.string(),
    ZENDESK_OAUTH_CLIENT_SECRET: z.string(),
    ZENDESK_OAUTH_SCOPE: z.string(),
    ZENDESK_API_EMAIL: z.email({ error: 'must be an e-mail address' }),
    ZENDESK_API_TOKEN: z.string(),
    ZENDESK_WEBHOOK_SECRET: listOfSecrets,
    ZENDESK_SSO_SECRET: z.string(),
    ZENDESK_ENVIRONMENT: z
      .string()
      .regex(/^[a-z0-9-]+$/, 'must be lower-case letters, digits and dashes'),
    ZENDESK_LOCK_DIR: z.string().min(1),
    ZENDESK_TIMEOUT_SECONDS: whole(1, 120),
    MIRROR_POLL_SECONDS: whole(10, 3_600),
    VTEX_URL: z.string().refine(isVtexAddress, {
      error:
        'must be https://{account}.HOST, without a path (an http address on this machine may do without {account})',
    }),
    VTEX_APP_KEY: z.string(),
    VTEX_APP_TOKEN: z.string(),
    VTEX_ACCOUNT_KEYS: z.string(),
    SMTP_URL: z.string().refine(isMailServer, { error: 'must start with smtp:// or smtps://' }),
    MAIL_FROM: z.string().refine(isAddress, {
      error: 'must be an e-mail address, or a name and an address: Support <support@example.com>',
    }),
    SUPPORT_ADDRESSES: z
      .string()
      .transform((text) => text.split(',').map((item) => item.trim()))
      .refine((items) => items.every(isAddressPattern), {
        error: 'must be e-mail addresses with commas between; * stands for any letters',
      }),
    SIGN_IN_CODE: yesOrNo,
    SIGN_IN_PASSWORD: yesOrNo,
    SIGN_IN_SECOND_STEP: z.enum(['every-way', 'password'], {
      error: 'must be every-way or password',
    }),
    SMS_URL: z.string().refine(isBrowserAddress, {
      error:
        'must be an address without a path that starts with https:// (http:// on this machine only)',
    }),
    SMS_ACCOUNT_SID: z.string().regex(/^[A-Za-z0-9]+$/, 'must be letters and digits'),
    SMS_AUTH_TOKEN: z.string(),
    SMS_FROM: z
      .string()
      .regex(
        /^(\+[1-9]\d{7,14}|MG[0-9a-f]{32}|[A-Za-z][A-Za-z0-9 ]{0,10})$/,
        'must be a number such as +5511999999999, a messaging service (MG…) or a name of 11 letters',
      ),
    SMS_CALLING_CODES: z
      .string()
      .transform((text) => text.split(',').map((code) => code.trim()))
      .refine(
        (codes) => codes.every((code) => /^[1-9]\d{0,5}$/.test(code)),
        'must be calling codes with commas between, such as 55,54,52',
      ),
    SMS_PER_DAY: whole(1, 1_000_000),
    SMS_TIMEOUT_SECONDS: whole(1, 30),
    GOOGLE_CLIENT_ID: z.string(),
    GOOGLE_CLIENT_SECRET: z.string(),
    GOOGLE_URL: standIn,
    FACEBOOK_APP_ID: z.string().regex(/^\d+$/, 'must be digits only'),
    FACEBOOK_APP_SECRET: z.string(),
    FACEBOOK_GRAPH_VERSION: z.string().regex(/^v\d{1,3}\.\d$/, 'must look like v23.0'),
    FACEBOOK_URL: standIn,
    OUTBOX_KEEP_FILES_DAYS: whole(1, 365),
    OUTBOX_KEEP_DAYS: whole(1, 3_650),
    EMULATOR_PORT: whole(1, 65_535),
    STAND_INS_PORT: whole(1, 65_535),
    METRICS_PORT: whole(0, 65_535),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be debug, info, warn, error or silent',
    }),
    NODE_ENV: z.string(),
    NODE_TLS_REJECT_UNAUTHORIZED: z.string(),
    NODE_DEBUG: z.string(),
  })
  .partial();

export type Environment = z.infer<typeof shape>;

/** Those that may also be given as NAME_FILE, the path of a file that holds the value. */
const FROM_FILES = [
  ...['DATABASE_URL', 'SESSION_SECRET', 'SMTP_URL', 'SMS_AUTH_TOKEN', 'ZENDESK_API_TOKEN'],
  ...['ZENDESK_OAUTH_CLIENT_SECRET', 'ZENDESK_WEBHOOK_SECRET', 'ZENDESK_SSO_SECRET'],
  ...['VTEX_APP_KEY', 'VTEX_APP_TOKEN', 'VTEX_ACCOUNT_KEYS'],
  ...['GOOGLE_CLIENT_SECRET', 'FACEBOOK_APP_SECRET'],
];

/**
 * @returns the variables that are set, in their own types, and a sentence for each that is not
 *   right; an empty one counts as not set
 */
export function parseEnvironment(raw: RawEnvironment): {
  values: Environment;
  problems: string[];
} {
  const problems: string[] = [];
  const given = Object.fromEntries(
    Object.entries({ ...raw, ...secretFiles(raw, problems) }).filter(([, value]) => value?.trim()),
  );
  const read = shape.safeParse(given);
  if (read.success) return { values: read.data, problems };

  // What is left out here is still parsed, so that one mistake does not hide the others.
  for (const issue of read.error.issues) {
    const name = String(issue.path[0]);
    delete given[name];
    problems.push(`${name} ${issue.message}.`);
  }
  return { values: shape.parse(given), problems };
}

function secretFiles(raw: RawEnvironment, problems: string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of FROM_FILES) {
    const path = raw[`${name}_FILE`];
    if (!path) continue;
    if (raw[name]) problems.push(`${name} and ${name}_FILE are both set; set one of them.`);
    try {
      values[name] = readFileSync(path, 'utf8').trim();
    } catch {
      problems.push(`${name}_FILE names ${path}, which cannot be read.`);
    }
  }
  return values;
}

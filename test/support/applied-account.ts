import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface AppliedLock {
  ticket_fields: Record<string, number>;
  ticket_forms: Record<string, number>;
  triggers: Record<string, number>;
  webhooks: { portal: string };
}

const AUTHORIZATION = `Basic ${Buffer.from('integration@portal.example/token:demo-api-token').toString('base64')}`;

/** Where the account all tests begin with is kept (make-applied-account.mjs). */
function folder(): string {
  const { TEST_ACCOUNT } = process.env;
  if (!TEST_ACCOUNT) throw new Error('The global set-up did not make the applied account.');
  return TEST_ACCOUNT;
}

/** @returns the DATA_DIR the account was brought up with, for reading only */
export function appliedDataDir(): string {
  return folder();
}

/** @returns the account's `state.json`, for an emulator to begin like it */
export function appliedState(): string {
  return join(folder(), 'emulator', 'state.json');
}

/** @returns where its `lock.demo.json` lies, for ZENDESK_LOCK_DIR */
export function appliedLockFolder(): string {
  return join(folder(), 'zendesk', 'demo');
}

/** @returns keys to ids of the account */
export async function appliedLock(): Promise<AppliedLock> {
  const text = await readFile(join(appliedLockFolder(), 'lock.demo.json'), 'utf8');
  return JSON.parse(text) as AppliedLock;
}

/** Gives an emulator that will start in that data folder a copy of the account. */
export async function copyAppliedAccount(dataDir: string): Promise<void> {
  await mkdir(join(dataDir, 'emulator'), { recursive: true });
  await cp(appliedState(), join(dataDir, 'emulator', 'state.json'));
}

/**
 * Wakes the account's webhook for a portal that listens.
 * @param zendesk the emulator's address
 * @returns what it signs with
 */
export async function wakeWebhook(zendesk: string, portal: string): Promise<string> {
  const { webhooks } = await appliedLock();
  const address = `${zendesk}/api/v2/webhooks/${webhooks.portal}`;
  const headers = { authorization: AUTHORIZATION, 'content-type': 'application/json' };
  const webhook = { status: 'active', endpoint: `${portal}/webhooks/zendesk` };
  await fetch(address, { method: 'PATCH', headers, body: JSON.stringify({ webhook }) });
  const answer = await fetch(`${address}/signing_secret`, { headers });
  const { signing_secret: signing } = (await answer.json()) as {
    signing_secret: { secret: string };
  };
  return signing.secret;
}

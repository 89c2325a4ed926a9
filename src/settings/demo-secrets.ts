import { randomBytes } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors';

/** The emulated Zendesk makes the webhook's, so it is missing until there is one. */
const shape = z.object({ session: z.string().min(32), webhook: z.string().min(32).optional() });
export type DemoSecrets = z.infer<typeof shape>;

/** @returns the demo's random secrets, made once and kept, so that sessions survive a restart */
export function keptDemoSecrets(dataDir: string): DemoSecrets {
  const kept = read(dataDir);
  if (kept) return kept;
  mkdirSync(dataDir, { recursive: true });
  const draft = join(dataDir, `demo-secrets.${randomBytes(4).toString('hex')}`);
  const made = { session: random() };
  writeFileSync(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  try {
    linkSync(draft, fileIn(dataDir)); // whole, and only where none is: two starts agree on one
  } catch (error) {
    if (!existsSync(fileIn(dataDir))) throw error;
  } finally {
    unlinkSync(draft);
  }
  return read(dataDir) ?? made;
}

/** Keeps what the emulated Zendesk signs its calls with, for the portal and the commands. */
export function keepWebhookSecret(dataDir: string, webhook: string): void {
  const kept = keptDemoSecrets(dataDir);
  if (kept.webhook === webhook) return;
  const draft = join(dataDir, `demo-secrets.${randomBytes(4).toString('hex')}`);
  writeFileSync(draft, `${JSON.stringify({ ...kept, webhook }, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, fileIn(dataDir));
}

/** @returns the secrets of the demo that ran in this folder, which production must not use */
export function rememberedDemoSecrets(dataDir: string): readonly string[] {
  return Object.values(read(dataDir) ?? {});
}

function read(dataDir: string): DemoSecrets | undefined {
  let text: string;
  try {
    text = readFileSync(fileIn(dataDir), 'utf8');
  } catch {
    return undefined;
  }
  try {
    return shape.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('internal', `${fileIn(dataDir)} is damaged; delete it.`, { cause });
  }
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'demo-secrets.json');
}

function random(): string {
  return randomBytes(32).toString('base64url');
}

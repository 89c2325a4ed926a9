import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { AppError } from '../errors';

/** Seals what we must be able to read again, such as the key of an authenticator app. */
export interface KeySeal {
  /** @param owner whose it is; it opens for nobody else, should rows ever be exchanged */
  seal(plain: string, owner: string): string;
  /** @returns whether it was sealed with a secret that is about to go */
  isOld(sealed: string): boolean;
  /** Throws `internal` when it was sealed with a secret we no longer have, or was altered. */
  open(sealed: string, owner: string): string;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;

/**
 * Keys are derived from the session secrets, which the database never sees. What is sealed names
 * its key, so that after a change of the secret the newest seals and the old ones still open.
 *
 * @param secrets newest first
 */
export function createKeySeal(
  secrets: readonly string[],
  random: (bytes: number) => Buffer,
): KeySeal {
  const keys = new Map(secrets.map((secret) => keyOf(secret)));
  const [newest] = keys.keys();
  return {
    seal(plain, owner) {
      const nonce = random(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, keys.get(newest!)!, nonce).setAAD(Buffer.from(owner));
      const bytes = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      const parts = [nonce, bytes, cipher.getAuthTag()].map((part) => part.toString('base64url'));
      return [newest, ...parts].join('.');
    },
    isOld: (sealed) => sealed.split('.')[0] !== newest,
    open(sealed, owner) {
      const [id = '', ...parts] = sealed.split('.');
      const [nonce, bytes, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
      const key = keys.get(id);
      if (!key || !nonce || !bytes || tag?.length !== 16) throw unreadable();
      try {
        const cipher = createDecipheriv(CIPHER, key, nonce).setAAD(Buffer.from(owner));
        cipher.setAuthTag(tag);
        return Buffer.concat([cipher.update(bytes), cipher.final()]).toString('utf8');
      } catch (cause) {
        throw unreadable(cause);
      }
    },
  };
}

function keyOf(secret: string): [id: string, key: Buffer] {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'authenticator keys', 32));
  return [createHash('sha256').update(key).digest('hex').slice(0, 8), key];
}

function unreadable(cause?: unknown): AppError {
  const message = 'A sealed key does not open: was a session secret taken away?';
  return new AppError('internal', message, { cause });
}

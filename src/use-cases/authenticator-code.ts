import { Secret, TOTP } from 'otpauth';

/** 160 bits, as RFC 4226 section 4 advises. */
const KEY_BYTES = 20;
const ISSUER = 'VTEX Support';

/** A secret shared with an app: what the app is told, and how its codes are judged. */
export interface AuthenticatorKey {
  /** In Base32, for typing; also what is sealed and kept. */
  readonly text: string;
  /** What the QR code says: https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
  readonly uri: string;
}

export function newAuthenticatorKey(random: (bytes: number) => Buffer): string {
  return new Secret({ buffer: new Uint8Array(random(KEY_BYTES)).buffer }).base32;
}

/** @param label which account the app shows; the person's address */
export function toAuthenticatorKey(text: string, label: string): AuthenticatorKey {
  return { text, uri: totp(text, label).toString() };
}

/**
 * This step's code and the one before it are right, the next one's is not: a clock of ours that is
 * asked ahead of time is no slow network (RFC 6238 section 5.2 allows one step of delay).
 *
 * @param at our own clock; nobody else's counts
 * @returns the 30-second step the code belongs to, so that it may be refused a second time
 */
export function stepOfCode(text: string, code: string, at: Date): number | undefined {
  const timestamp = at.getTime();
  const delta = totp(text).validate({ token: code, timestamp, window: 1 });
  return delta === 0 || delta === -1 ? TOTP.counter({ timestamp }) + delta : undefined;
}

function totp(text: string, label = ''): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(text) });
}

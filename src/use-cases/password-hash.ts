import { hash, verify } from '@node-rs/argon2';

/** Of argon2id, the library's default: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export interface PasswordHash {
  /** @param password as `toPassword` gives it */
  make(password: string): Promise<string>;
  /**
   * @param kept null for whoever has no password, or is nobody: the same work is done, and the
   *   answer is no
   */
  matches(kept: string | null, password: string): Promise<boolean>;
}

/** @param random for the one hash nobody's password has */
export function createPasswordHash(random: (bytes: number) => Buffer): PasswordHash {
  const make = (password: string) => hash(password, COST);
  const nobodys = make(random(32).toString('base64url'));
  // Were it to fail, whoever waits for it says so.
  nobodys.catch(() => undefined);
  return {
    make,
    async matches(kept, password) {
      const isRight = await verify(kept ?? (await nobodys), password);
      return kept !== null && isRight;
    },
  };
}

import type { Kysely } from 'kysely';
import { NOBODY } from './nobody';
import type { Schema } from './schema';

export type KnownBrowsers = ReturnType<typeof createKnownBrowsers>;

export interface KnownBrowser {
  readonly tokenHash: string;
  readonly device: string;
  readonly address: string;
  readonly seenAt: Date;
  readonly trustedUntil: Date | null;
}

/** Browsers people have signed in with, by the hash of a cookie, and the trust some of them have. */
export function createKnownBrowsers(db: Kysely<Schema>) {
  return {
    /** @param personId null for an address nobody has, which has no browsers either */
    async find(personId: string | null, tokenHash: string): Promise<KnownBrowser | null> {
      const row = await db
        .selectFrom('known_browsers')
        .selectAll()
        .where('person_id', '=', personId ?? NOBODY)
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return row ? toKnownBrowser(row) : null;
    },

    /** @returns newest visit first */
    async list(personId: string): Promise<KnownBrowser[]> {
      const rows = await db
        .selectFrom('known_browsers')
        .selectAll()
        .where('person_id', '=', personId)
        .orderBy('seen_at', 'desc')
        .execute();
      return rows.map(toKnownBrowser);
    },

    /** The browser goes by another token from now on, whoever had signed in with it. */
    async rename(tokenHash: string, newTokenHash: string): Promise<void> {
      await db
        .updateTable('known_browsers')
        .set({ token_hash: newTokenHash })
        .where('token_hash', '=', tokenHash)
        .execute();
    },

    /** @param browser.trustedUntil null leaves the trust it has */
    async remember(
      personId: string,
      browser: {
        tokenHash: string;
        device: string;
        address: string;
        now: Date;
        trustedUntil: Date | null;
      },
    ): Promise<void> {
      const { tokenHash, device, address, now, trustedUntil } = browser;
      const seen = { device, address, seen_at: now };
      await db
        .insertInto('known_browsers')
        .values({
          ...seen,
          person_id: personId,
          token_hash: tokenHash,
          created_at: now,
          trusted_until: trustedUntil,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['person_id', 'token_hash'])
            .doUpdateSet({ ...seen, ...(trustedUntil && { trusted_until: trustedUntil }) }),
        )
        .execute();
    },

    /** @param tokenHash one browser; without it, all of the person's */
    async endTrust(personId: string, tokenHash?: string): Promise<void> {
      let update = db
        .updateTable('known_browsers')
        .set({ trusted_until: null })
        .where('person_id', '=', personId);
      if (tokenHash !== undefined) update = update.where('token_hash', '=', tokenHash);
      await update.execute();
    },

    async sweep(before: Date): Promise<number> {
      const { numDeletedRows } = await db
        .deleteFrom('known_browsers')
        .where('seen_at', '<', before)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

function toKnownBrowser(row: {
  token_hash: string;
  device: string;
  address: string;
  seen_at: Date;
  trusted_until: Date | null;
}): KnownBrowser {
  return {
    tokenHash: row.token_hash,
    device: row.device,
    address: row.address,
    seenAt: row.seen_at,
    trustedUntil: row.trusted_until,
  };
}

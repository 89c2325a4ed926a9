import type { Kysely } from 'kysely';
import { NOBODY } from './nobody';
import type { Schema } from './schema';

export type Passwords = ReturnType<typeof createPasswords>;

/** What a password is compared with; never the password. */
export function createPasswords(db: Kysely<Schema>) {
  return {
    /** @param personId null for an address nobody has, which has no password either */
    async find(personId: string | null): Promise<{ hash: string; changedAt: Date } | null> {
      const row = await db
        .selectFrom('passwords')
        .select(['hash', 'changed_at'])
        .where('person_id', '=', personId ?? NOBODY)
        .executeTakeFirst();
      return row ? { hash: row.hash, changedAt: row.changed_at } : null;
    },

    async set(personId: string, hash: string, now: Date): Promise<void> {
      await db
        .insertInto('passwords')
        .values({ person_id: personId, hash, changed_at: now })
        .onConflict((conflict) =>
          conflict.column('person_id').doUpdateSet({ hash, changed_at: now }),
        )
        .execute();
    },
  };
}

import type { Kysely } from 'kysely';
import type { Schema } from './schema';

export type Passwords = ReturnType<typeof createPasswords>;

/** What a password is compared with; never the password. */
export function createPasswords(db: Kysely<Schema>) {
  return {
    async find(personId: string): Promise<{ hash: string; changedAt: Date } | null> {
      const row = await db
        .selectFrom('passwords')
        .select(['hash', 'changed_at'])
        .where('person_id', '=', personId)
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

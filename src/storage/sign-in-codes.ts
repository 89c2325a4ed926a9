import type { Kysely } from 'kysely';
import type { Schema } from './schema';

export type SignInCodes = ReturnType<typeof createSignInCodes>;

export interface SignInCode {
  readonly id: string;
  readonly personId: string | null;
  readonly codeHash: string;
  readonly expiresAt: Date;
}

/** Codes on their way to a mailbox, each bound to the browser that asked for it. */
export function createSignInCodes(db: Kysely<Schema>) {
  return {
    async add(code: {
      id: string;
      browserHash: string;
      email: string;
      personId: string | null;
      codeHash: string;
      createdAt: Date;
      expiresAt: Date;
    }): Promise<void> {
      await db
        .insertInto('sign_in_codes')
        .values({
          id: code.id,
          browser_hash: code.browserHash,
          email: code.email,
          person_id: code.personId,
          code_hash: code.codeHash,
          created_at: code.createdAt,
          expires_at: code.expiresAt,
        })
        .execute();
    },

    /** @returns how many codes the address asked for since then */
    async countSince(email: string, since: Date): Promise<number> {
      const { count } = await db
        .selectFrom('sign_in_codes')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('email', '=', email)
        .where('created_at', '>=', since)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    /**
     * Counts one attempt against the browser's newest code and returns it. The count is taken
     * before anything is compared, so that parallel guesses cannot share an attempt.
     * @returns null when that browser has no code with attempts left
     */
    async takeAttempt(browserHash: string, maxAttempts: number): Promise<SignInCode | null> {
      const row = await db
        .updateTable('sign_in_codes')
        .set((update) => ({ attempts: update('attempts', '+', 1) }))
        .where('id', '=', (select) =>
          select
            .selectFrom('sign_in_codes')
            .select('id')
            .where('browser_hash', '=', browserHash)
            .orderBy('created_at', 'desc')
            .limit(1),
        )
        .where('attempts', '<', maxAttempts)
        .where('used_at', 'is', null)
        .returning(['id', 'person_id', 'code_hash', 'expires_at'])
        .executeTakeFirst();
      return row
        ? {
            id: row.id,
            personId: row.person_id,
            codeHash: row.code_hash,
            expiresAt: row.expires_at,
          }
        : null;
    },

    /** @returns whether this call was the one that used the code */
    async use(id: string, now: Date): Promise<boolean> {
      const result = await db
        .updateTable('sign_in_codes')
        .set({ used_at: now })
        .where('id', '=', id)
        .where('used_at', 'is', null)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    async sweep(before: Date): Promise<number> {
      const result = await db
        .deleteFrom('sign_in_codes')
        .where('created_at', '<', before)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

import type { Kysely } from 'kysely';
import type { CodePurpose } from '../domain/way-in';
import type { Schema } from './schema';

export type OneTimeCodes = ReturnType<typeof createOneTimeCodes>;

export interface OneTimeCode {
  readonly id: string;
  /** The e-mail address or phone number it went to. */
  readonly address: string;
  readonly personId: string | null;
  readonly codeHash: string;
  readonly expiresAt: Date;
  /** Tries taken, the one that asks included. */
  readonly attempts: number;
}

/** Codes on their way to a mailbox or a phone, each bound to the browser that asked for it. */
export function createOneTimeCodes(db: Kysely<Schema>) {
  return {
    async add(code: {
      id: string;
      browserHash: string;
      purpose: CodePurpose;
      address: string;
      personId: string | null;
      codeHash: string;
      createdAt: Date;
      expiresAt: Date;
    }): Promise<void> {
      await db
        .insertInto('one_time_codes')
        .values({
          id: code.id,
          browser_hash: code.browserHash,
          purpose: code.purpose,
          address: code.address,
          person_id: code.personId,
          code_hash: code.codeHash,
          created_at: code.createdAt,
          expires_at: code.expiresAt,
        })
        .execute();
    },

    /**
     * Counts one attempt against the browser's newest code for the purpose and returns it. The count
     * is taken before anything is compared, so that parallel guesses cannot share an attempt.
     * @returns null when that browser has no such code with attempts left
     */
    async takeAttempt(
      browserHash: string,
      purpose: CodePurpose,
      maxAttempts: number,
    ): Promise<OneTimeCode | null> {
      const row = await db
        .updateTable('one_time_codes')
        .set((update) => ({ attempts: update('attempts', '+', 1) }))
        .where('id', '=', (select) =>
          select
            .selectFrom('one_time_codes')
            .select('id')
            .where('browser_hash', '=', browserHash)
            .where('purpose', '=', purpose)
            .orderBy('created_at', 'desc')
            .orderBy('id', 'desc')
            .limit(1),
        )
        .where('attempts', '<', maxAttempts)
        .where('used_at', 'is', null)
        .returning(['id', 'address', 'person_id', 'code_hash', 'expires_at', 'attempts'])
        .executeTakeFirst();
      return row
        ? {
            id: row.id,
            address: row.address,
            personId: row.person_id,
            codeHash: row.code_hash,
            expiresAt: row.expires_at,
            attempts: row.attempts,
          }
        : null;
    },

    /** @returns whether this call was the one that used the code */
    async use(id: string, now: Date): Promise<boolean> {
      const result = await db
        .updateTable('one_time_codes')
        .set({ used_at: now })
        .where('id', '=', id)
        .where('used_at', 'is', null)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    /** Ends what is on its way to the person, so that a change of heart leaves no key behind. */
    async endAll(personId: string, now: Date): Promise<void> {
      await db
        .updateTable('one_time_codes')
        .set({ used_at: now })
        .where('person_id', '=', personId)
        .where('used_at', 'is', null)
        .execute();
    },

    async sweep(before: Date): Promise<number> {
      const result = await db
        .deleteFrom('one_time_codes')
        .where('created_at', '<', before)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

import { sql, type Kysely } from 'kysely';
import type { SignInOutcome, WayIn } from '../domain/way-in';
import { NOBODY } from './nobody';
import type { Schema } from './schema';

export type SignInLog = ReturnType<typeof createSignInLog>;

export interface SignInEntry {
  readonly way: WayIn;
  readonly outcome: SignInOutcome;
  readonly device: string;
  readonly address: string;
  readonly at: Date;
}

/** Who signed in or tried to, when and from where: what a person may look through. */
export function createSignInLog(db: Kysely<Schema>) {
  return {
    /** @param personId null for an address nobody has: nothing is written, by the same statement */
    async add(
      personId: string | null,
      { way, outcome, device, address, at }: SignInEntry,
    ): Promise<void> {
      await sql`
        insert into sign_in_log (person_id, way, outcome, device, address, at)
        select id, ${way}::text, ${outcome}::text, ${device}::text, ${address}::text, ${at}::timestamptz
        from people where id = ${personId ?? NOBODY}`.execute(db);
    },

    /** @returns newest first */
    async recent(personId: string, limit: number): Promise<SignInEntry[]> {
      return db
        .selectFrom('sign_in_log')
        .select(['way', 'outcome', 'device', 'address', 'at'])
        .where('person_id', '=', personId)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
    },

    async sweep(before: Date): Promise<number> {
      const { numDeletedRows } = await db
        .deleteFrom('sign_in_log')
        .where('at', '<', before)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

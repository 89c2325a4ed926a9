import type { Kysely } from 'kysely';
import type { SignInOutcome, WayIn } from '../domain/way-in';
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
    async add(personId: string, { way, outcome, device, address, at }: SignInEntry): Promise<void> {
      await db
        .insertInto('sign_in_log')
        .values({ person_id: personId, way, outcome, device, address, at })
        .execute();
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

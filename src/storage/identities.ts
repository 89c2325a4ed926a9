import type { Kysely, Transaction } from 'kysely';
import type { ProviderIdentity } from '../domain/provider-identity';
import type { Provider, WayIn } from '../domain/way-in';
import type { Schema } from './schema';

export type Identities = ReturnType<typeof createIdentities>;

export interface LinkedIdentity extends ProviderIdentity {
  readonly personId: string;
  readonly linkedAt: Date;
  readonly usedAt: Date;
}

/** Which Google and Facebook accounts open whose door. */
export function createIdentities(db: Kysely<Schema>) {
  return {
    /** @returns whose door it opens; null when nobody's */
    async ownerOf({ provider, subject }: ProviderIdentity): Promise<string | null> {
      const row = await db
        .selectFrom('identities')
        .select('person_id')
        .where('provider', '=', provider)
        .where('subject', '=', subject)
        .executeTakeFirst();
      return row?.person_id ?? null;
    },

    /** Notes a sign-in, and what the provider calls the person by now. */
    async noteUse({ provider, subject, email, name }: ProviderIdentity, at: Date): Promise<void> {
      await db
        .updateTable('identities')
        .set({ used_at: at, email, name })
        .where('provider', '=', provider)
        .where('subject', '=', subject)
        .execute();
    },

    async listOf(personId: string): Promise<LinkedIdentity[]> {
      const rows = await db
        .selectFrom('identities')
        .selectAll()
        .where('person_id', '=', personId)
        .execute();
      return rows.map(
        ({ provider, subject, email, name, linked_at: linkedAt, used_at: usedAt }) => ({
          ...{ provider, subject, email, name, personId, linkedAt, usedAt },
        }),
      );
    },

    /** @returns whether it was free, and the person had none of that provider */
    async link(identity: ProviderIdentity, personId: string, at: Date): Promise<boolean> {
      const { provider, subject, email, name } = identity;
      const { numInsertedOrUpdatedRows = 0n } = await db
        .insertInto('identities')
        .values({
          ...{ provider, subject, email, name, person_id: personId },
          ...{ linked_at: at, used_at: at },
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows > 0n;
    },

    /**
     * Unlinks unless that is refused. Of two at once the second sees what the first left.
     * @param isAllowed is told what the person has set up, that identity included
     * @returns what happened; `absent` when nothing of that provider was linked
     */
    async unlink(
      personId: string,
      provider: Provider,
      isAllowed: (own: readonly WayIn[]) => boolean,
    ): Promise<'unlinked' | 'refused' | 'absent'> {
      return db.transaction().execute(async (trx) => {
        await trx
          .selectFrom('people')
          .select('id')
          .where('id', '=', personId)
          .forUpdate()
          .executeTakeFirst();
        const own = await waysOf(trx, personId);
        if (!own.includes(provider)) return 'absent';
        if (!isAllowed(own)) return 'refused';
        await trx
          .deleteFrom('identities')
          .where('person_id', '=', personId)
          .where('provider', '=', provider)
          .execute();
        return 'unlinked';
      });
    },

    /** @returns the ways in that the person has set up, besides the mailed code */
    waysOf: (personId: string) => waysOf(db, personId),
  };
}

async function waysOf(
  db: Kysely<Schema> | Transaction<Schema>,
  personId: string,
): Promise<WayIn[]> {
  const identities = await db
    .selectFrom('identities')
    .select('provider')
    .where('person_id', '=', personId)
    .execute();
  const password = await db
    .selectFrom('passwords')
    .select('person_id')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return [
    ...identities.map(({ provider }) => provider),
    ...(password ? ['password' as const] : []),
  ];
}

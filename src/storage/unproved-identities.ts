import type { Kysely, Selectable } from 'kysely';
import type { ProviderIdentity, ProviderPurpose } from '../domain/provider-identity';
import type { Schema } from './schema';

export type UnprovedIdentities = ReturnType<typeof createUnprovedIdentities>;

/** An identity that opens nothing yet, and who may make it open something. */
export interface UnprovedIdentity extends ProviderIdentity {
  readonly purpose: ProviderPurpose;
  readonly personId: string | null;
}

/** Identities a provider told us of that belong to nobody here: kept until somebody links them, for minutes. */
export function createUnprovedIdentities(db: Kysely<Schema>) {
  return {
    async add(
      { provider, subject, email, name, purpose, personId }: UnprovedIdentity,
      key: { tokenHash: string; browserHash: string; createdAt: Date; expiresAt: Date },
    ): Promise<void> {
      await db
        .insertInto('unproved_identities')
        .values({
          ...{ token_hash: key.tokenHash, browser_hash: key.browserHash },
          ...{ provider, subject, email, name, purpose, person_id: personId },
          ...{ created_at: key.createdAt, expires_at: key.expiresAt },
        })
        .execute();
    },

    /** @returns null for another browser's, and when its minutes are over */
    async find(
      tokenHash: string,
      browserHash: string,
      now: Date,
    ): Promise<UnprovedIdentity | null> {
      const row = await db
        .selectFrom('unproved_identities')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .where('browser_hash', '=', browserHash)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row ? toUnproved(row) : null;
    },

    /** As `find`, once. */
    async take(
      tokenHash: string,
      browserHash: string,
      now: Date,
    ): Promise<UnprovedIdentity | null> {
      const row = await db
        .deleteFrom('unproved_identities')
        .where('token_hash', '=', tokenHash)
        .where('browser_hash', '=', browserHash)
        .where('expires_at', '>', now)
        .returningAll()
        .executeTakeFirst();
      return row ? toUnproved(row) : null;
    },

    async sweep(now: Date): Promise<number> {
      const { numDeletedRows } = await db
        .deleteFrom('unproved_identities')
        .where('expires_at', '<', now)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

function toUnproved(row: Selectable<Schema['unproved_identities']>): UnprovedIdentity {
  const { provider, subject, email, name, purpose, person_id: personId } = row;
  return { provider, subject, email, name, purpose, personId };
}

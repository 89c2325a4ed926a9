import type { Kysely } from 'kysely';
import type { ProviderPurpose } from '../domain/provider-identity';
import type { Provider } from '../domain/way-in';
import type { Schema } from './schema';

export type ProviderRequests = ReturnType<typeof createProviderRequests>;

/** A browser that was sent to a provider, and is waited for. */
export interface ProviderRequest {
  readonly visitHash: string;
  readonly provider: Provider;
  readonly verifier: string;
  readonly purpose: ProviderPurpose;
  readonly personId: string | null;
  readonly expiresAt: Date;
}

export function createProviderRequests(db: Kysely<Schema>) {
  return {
    async add(request: ProviderRequest & { stateHash: string; createdAt: Date }): Promise<void> {
      await db
        .insertInto('provider_requests')
        .values({
          state_hash: request.stateHash,
          visit_hash: request.visitHash,
          provider: request.provider,
          verifier: request.verifier,
          purpose: request.purpose,
          person_id: request.personId,
          created_at: request.createdAt,
          expires_at: request.expiresAt,
        })
        .execute();
    },

    /** @returns the request, once; null when there is none, or it was taken already */
    async take(stateHash: string): Promise<ProviderRequest | null> {
      const row = await db
        .deleteFrom('provider_requests')
        .where('state_hash', '=', stateHash)
        .returningAll()
        .executeTakeFirst();
      return row
        ? {
            visitHash: row.visit_hash,
            provider: row.provider,
            verifier: row.verifier,
            purpose: row.purpose,
            personId: row.person_id,
            expiresAt: row.expires_at,
          }
        : null;
    },

    async sweep(now: Date): Promise<number> {
      const { numDeletedRows } = await db
        .deleteFrom('provider_requests')
        .where('expires_at', '<', now)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

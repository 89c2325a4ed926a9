import { sql, type Kysely } from 'kysely';
import type { Schema } from '../storage/schema';
import type { Zendesk } from '../zendesk/zendesk';

type Deps = { db: Kysely<Schema>; zendesk: Pick<Zendesk, 'users'> };

/**
 * Whose an address is in Zendesk. There it belongs to one user, and creating or updating a user
 * finds them by it: sent for its new owner, it would turn the former owner's user, with their
 * tickets, into the new owner's.
 * https://developer.zendesk.com/api-reference/ticketing/users/users/#create-or-update-user
 */
export function createAddressBook({ db, zendesk }: Deps) {
  return {
    /** @returns whether the person has left: the address they had may be somebody else's by now */
    async isGone(personId: string): Promise<boolean> {
      const row = await db
        .selectFrom('people')
        .select('removed_at')
        .where('id', '=', personId)
        .executeTakeFirst();
      return row !== undefined && row.removed_at !== null;
    },

    /**
     * Asks Zendesk only about addresses that a user of another person had when we last sent them.
     * @returns whether such a user still has the address
     */
    async isTaken(person: { id: string; email: string }): Promise<boolean> {
      const former = await db
        .selectFrom('support_users')
        .select(['person_id', 'user_id'])
        .where('person_id', '!=', person.id)
        .where(sql`profile::jsonb ->> 1`, '=', person.email)
        .execute();
      if (former.length === 0) return false;
      const users = await zendesk.users.names(former.map(({ user_id: id }) => id));
      const holders = users.filter(({ email }) => email?.toLowerCase() === person.email);
      if (holders.length > 0) return true;
      const gone = former.map(({ person_id: id }) => id);
      await db
        .updateTable('support_users')
        .set({ profile: '[]' })
        .where('person_id', 'in', gone)
        .execute();
      return false;
    },
  };
}

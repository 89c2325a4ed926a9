import type { Kysely } from 'kysely';
import type { Schema } from '../storage/schema';
import type { Zendesk } from '../zendesk/zendesk';
import { createAddressBook } from './address-book';
import type { CreatePayload } from './intent';

export type Requesters = ReturnType<typeof createRequesters>;

/** Zendesk's ids of a person and an account, and whether we knew one of them without asking. */
export interface People {
  readonly userId: number;
  readonly organizationId: number | null;
  readonly remembered: boolean;
}

type Remembered = { readonly id: number; readonly remembered: boolean };

type Deps = { db: Kysely<Schema>; zendesk: Pick<Zendesk, 'users' | 'organizations'> };

/**
 * Zendesk's side of our people and accounts, created once and remembered: creating or updating
 * a user is limited to five calls a minute.
 * https://developer.zendesk.com/api-reference/introduction/rate-limits/
 */
export function createRequesters({ db, zendesk }: Deps) {
  async function organizationOf(account: string): Promise<Remembered> {
    const known = await db
      .selectFrom('support_organizations')
      .select('organization_id')
      .where('account', '=', account)
      .executeTakeFirst();
    if (known) return { id: known.organization_id, remembered: true };
    const organizationId = await zendesk.organizations.provision(account);
    await db
      .insertInto('support_organizations')
      .values({ account, organization_id: organizationId })
      .onConflict((conflict) =>
        conflict.column('account').doUpdateSet({ organization_id: organizationId }),
      )
      .execute();
    return { id: organizationId, remembered: false };
  }

  const addresses = createAddressBook({ db, zendesk });

  async function userOf(
    person: CreatePayload['requester'],
    organization: { account: string; id: number } | null,
  ): Promise<Remembered> {
    const known = await db
      .selectFrom('support_users')
      .select(['user_id', 'profile'])
      .where('person_id', '=', person.id)
      .executeTakeFirst();
    const isGone = await addresses.isGone(person.id);
    // Nothing of somebody who left is brought up to date any more.
    if (known && isGone) return { id: known.user_id, remembered: true };
    const email = isGone || (await addresses.isTaken(person)) ? null : person.email;
    const profile = JSON.stringify([person.name, email, person.locale]);
    const userId =
      known?.profile === profile
        ? known.user_id
        : await zendesk.users.provision({
            externalId: person.id,
            name: person.name,
            email,
            locale: person.locale,
            organizationId: organization?.id ?? null,
          });
    if (known?.profile !== profile) {
      await db
        .insertInto('support_users')
        .values({ person_id: person.id, user_id: userId, profile })
        .onConflict((conflict) =>
          conflict.column('person_id').doUpdateSet({ user_id: userId, profile }),
        )
        .execute();
      // The first provisioning already made the person a member of this organization.
      if (!known && organization) await rememberMember(person.id, organization.account);
    }
    return { id: userId, remembered: known?.profile === profile };
  }

  async function joinOrganization(
    personId: string,
    userId: number,
    organization: { account: string; id: number },
  ): Promise<void> {
    const known = await db
      .selectFrom('support_memberships')
      .select('account')
      .where('person_id', '=', personId)
      .where('account', '=', organization.account)
      .executeTakeFirst();
    if (known) return;
    await zendesk.organizations.addMember(userId, organization.id);
    await rememberMember(personId, organization.account);
  }

  async function rememberMember(personId: string, account: string): Promise<void> {
    await db
      .insertInto('support_memberships')
      .values({ person_id: personId, account })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  return {
    /**
     * Makes sure Zendesk knows the person and the account, and that they belong together.
     * @param account null for a ticket that support filed under no account
     */
    async provision(person: CreatePayload['requester'], account: string | null): Promise<People> {
      if (account === null) {
        const user = await userOf(person, null);
        return { userId: user.id, organizationId: null, remembered: user.remembered };
      }
      const organization = { account, ...(await organizationOf(account)) };
      const user = await userOf(person, organization);
      await joinOrganization(person.id, user.id, organization);
      return {
        userId: user.id,
        organizationId: organization.id,
        remembered: user.remembered || organization.remembered,
      };
    },

    /** Forgets what we knew, after Zendesk said it is not so (a user or organization was deleted). */
    async forget(personId: string, account: string | null): Promise<void> {
      await db.deleteFrom('support_users').where('person_id', '=', personId).execute();
      await db.deleteFrom('support_memberships').where('person_id', '=', personId).execute();
      if (account !== null) {
        await db.deleteFrom('support_organizations').where('account', '=', account).execute();
      }
    },
  };
}

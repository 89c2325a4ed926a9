import type { Locale } from '../domain/locale';
import type { ClientFor } from './client';
import { isSupport } from './comment-mapping';
import { inHundreds } from './in-hundreds';
import { readShape } from './read-body';
import { userBody, userListBody } from './wire/user';

/** A person of ours on the way to becoming an end user there. */
export interface ProvisionedPerson {
  /** Our own id. */
  readonly externalId: string;
  readonly name: string;
  /** Null while the address is not theirs alone: by an address Zendesk finds whoever had it before. */
  readonly email: string | null;
  readonly locale: Locale;
  /** Null leaves their organization as it is. */
  readonly organizationId: number | null;
}

export interface UserName {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly externalId: string | null;
  readonly fromSupport: boolean;
}

/** https://developer.zendesk.com/api-reference/ticketing/account-configuration/locales/ */
export const ZENDESK_LOCALE: Readonly<Record<Locale, string>> = {
  en: 'en-US',
  pt: 'pt-BR',
  es: 'es',
};

export type ZendeskUsers = ReturnType<typeof bindUsers>;

/** https://developer.zendesk.com/api-reference/ticketing/users/users/ */
export function bindUsers({ clientFor }: { clientFor: ClientFor }) {
  /**
   * Creates the user, or updates the one with this e-mail or external id. No role is sent: the
   * address may be an agent's. Their address has been proven to us, so Zendesk mails nobody.
   * Allowed five times a minute per user: remember the id.
   * @returns Zendesk's id of the user
   */
  async function provision(person: ProvisionedPerson): Promise<number> {
    const { users } = clientFor({ lane: 'write' });
    const { result } = await users.createOrUpdate({
      user: {
        external_id: person.externalId,
        name: person.name,
        ...(person.email !== null && { email: person.email }),
        locale: ZENDESK_LOCALE[person.locale],
        ...(person.organizationId !== null && { organization_id: person.organizationId }),
        verified: true,
        skip_verify_email: true,
      },
    });
    return readShape(userBody, result, 'a user').user.id;
  }

  /** @returns those of the users that exist */
  async function names(ids: readonly number[]): Promise<UserName[]> {
    const found: UserName[] = [];
    for (const hundred of inHundreds(ids)) {
      const { users } = clientFor({ lane: 'mirror', joins: true });
      const { result } = await users.showMany(hundred);
      const body = readShape(userListBody, result, 'a list of users');
      for (const user of body.users) {
        found.push({
          id: user.id,
          name: user.name,
          email: user.email ?? null,
          externalId: user.external_id ?? null,
          fromSupport: isSupport(user.role) ?? false,
        });
      }
    }
    return found;
  }

  return { provision, names };
}

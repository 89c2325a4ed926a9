import { Drop } from 'liquidjs';
import { LOCALES } from '../../../locales';
import { defaultOrganizationId } from '../../../presenters/user';
import type { Organization, User } from '../../../records';
import type { State } from '../../../state';

const ROLES = { 'end-user': 'End-user', agent: 'Agent', admin: 'Administrator' } as const;

/** @returns what placeholders say of a person; nothing of nobody */
export function personValues(state: State, user: User | undefined) {
  if (!user) return undefined;
  const locale = LOCALES.find(({ id }) => id === user.localeId);
  const organization = state.organizations.get(defaultOrganizationId(state, user.id) ?? 0);
  const [firstName = '', ...others] = user.name.split(' ');
  return {
    id: user.id,
    name: user.name,
    first_name: firstName,
    last_name: others.join(' '),
    email: user.email,
    role: ROLES[user.role],
    external_id: user.externalId,
    phone: user.phone,
    language: locale?.name,
    locale: locale?.locale,
    time_zone: user.timeZone,
    details: user.details,
    notes: user.notes,
    tags: user.tags.join(' '),
    organization: organizationValues(organization),
    custom_fields: fieldValues(user.userFields),
  };
}

/** @returns what placeholders say of an organization */
export function organizationValues(organization: Organization | undefined) {
  if (!organization) return undefined;
  return {
    id: organization.id,
    name: organization.name,
    external_id: organization.externalId,
    details: organization.details,
    notes: organization.notes,
    tags: organization.tags.join(' '),
    custom_fields: fieldValues(organization.organizationFields),
  };
}

/** A field of a person: its value, and under `title` the same, there being no dropdowns of people here. */
class FieldDrop extends Drop {
  readonly title: unknown;

  constructor(value: unknown) {
    super();
    this.title = asValue(value);
  }

  override valueOf(): unknown {
    return this.title;
  }
}

function fieldValues(fields: Record<string, unknown>): Record<string, FieldDrop> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, new FieldDrop(value)]),
  );
}

/** Checkboxes are 0 or 1; what is unset is blank. */
export function asValue(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value);
  return Array.isArray(value) ? value.join(' ') : (value ?? '');
}

import { invalidField } from '../errors';
import { LOCALES } from '../locales';
import type { UserParams } from '../params/user-params';
import type { User } from '../records';
import type { State } from '../state';
import { findUserByEmail, findUserByExternalId, newEndUser } from '../users';
import type { World } from '../world';
import { joinOrganization, makeDefault } from './memberships';

/**
 * Makes a person. Throws 422 without a name and for an e-mail or external id somebody has.
 */
export function createUserRecord(world: World, values: UserParams): User {
  const { state, clock } = world;
  if (!values.name?.trim()) throw invalidField('name', 'Name: is too short', 'BlankValue');
  if (values.email) refuseTakenEmail(state, values.email);
  if (values.external_id) refuseTakenExternalId(state, values.external_id);
  refuseUnknownOrganization(state, values);
  const { email } = values;
  if (email && !email.includes('@')) {
    throw invalidField('email', `Email: ${email} is not properly formatted`, 'InvalidFormat');
  }
  const user = newEndUser(state, clock.stamp(), {
    name: values.name,
    email: email?.trim().toLowerCase() ?? null,
  });
  state.users.set(user.id, user);
  write(world, user, values);
  return user;
}

/**
 * Changes a person. A new e-mail becomes a further address; the main one stays.
 * Throws 422 for a blank name and for an e-mail or external id of somebody else.
 */
export function changeUserRecord(world: World, user: User, values: UserParams): void {
  const { state } = world;
  if (values.name !== undefined && !values.name?.trim()) {
    throw invalidField('name', 'Name: is too short', 'BlankValue');
  }
  if (values.email) {
    const owner = findUserByEmail(state, values.email);
    if (owner && owner !== user) refuseTakenEmail(state, values.email);
  }
  if (values.external_id) {
    const owner = findUserByExternalId(state, values.external_id);
    if (owner && owner !== user) refuseTakenExternalId(state, values.external_id);
  }
  refuseUnknownOrganization(state, values);
  if (values.email && findUserByEmail(state, values.email) === undefined) {
    const email = values.email.trim().toLowerCase();
    if (user.email === null) user.email = email;
    else user.otherEmails.push(email);
  }
  write(world, user, values);
}

function write(world: World, user: User, values: UserParams): void {
  const { state, clock } = world;
  if (values.name) user.name = values.name;
  if (values.external_id !== undefined) user.externalId = values.external_id;
  if (values.role) user.role = values.role;
  if (values.verified !== undefined) user.verified = values.verified;
  if (values.suspended !== undefined) user.suspended = values.suspended;
  user.localeId = localeIdOf(values) ?? user.localeId;
  if (values.time_zone) user.timeZone = values.time_zone;
  if (values.phone !== undefined) user.phone = values.phone;
  if (values.details !== undefined) user.details = values.details ?? '';
  if (values.notes !== undefined) user.notes = values.notes ?? '';
  if (values.tags) user.tags = values.tags;
  if (values.user_fields) user.userFields = { ...user.userFields, ...values.user_fields };
  if (values.ticket_restriction !== undefined) user.ticketRestriction = values.ticket_restriction;
  if (values.default_group_id !== undefined) user.defaultGroupId = values.default_group_id;
  if (typeof values.organization_id === 'number') {
    makeDefault(world, joinOrganization(world, user.id, values.organization_id));
  }
  user.updatedAt = clock.stamp();
  state.users.set(user.id, user);
  world.changed();
}

/** Of the two, `locale` counts. https://developer.zendesk.com/api-reference/ticketing/users/users/#json-format */
function localeIdOf({ locale, locale_id: id }: UserParams): number | undefined {
  const named = LOCALES.find((each) => each.locale.toLowerCase() === locale?.toLowerCase());
  return named?.id ?? id ?? undefined;
}

function refuseTakenEmail(state: State, email: string): void {
  if (!findUserByEmail(state, email)) return;
  const description = `Email: ${email} is already being used by another user`;
  throw invalidField('email', description, 'DuplicateValue');
}

function refuseTakenExternalId(state: State, externalId: string): void {
  if (!findUserByExternalId(state, externalId)) return;
  const description = `External: ${externalId} has already been taken`;
  throw invalidField('external_id', description, 'DuplicateValue');
}

function refuseUnknownOrganization(state: State, values: UserParams): void {
  const id = values.organization_id;
  if (typeof id === 'number' && !state.organizations.has(id)) {
    throw invalidField('organization', 'Organization: is invalid');
  }
}

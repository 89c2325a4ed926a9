import { created, idParam, ok, type Call, type Reply } from '../call';
import { recordNotFound } from '../errors';
import { offsetPage, paginate, type Sortable } from '../pagination';
import { readParams } from '../params/read-params';
import { userParams, type UserParams } from '../params/user-params';
import { presentUser, presentUserToEndUser } from '../presenters/user';
import { ANONYMOUS } from '../auth/anonymous';
import type { User } from '../records';
import { changeUserRecord, createUserRecord } from '../rules/change-user';
import type { State } from '../state';
import { findUserByEmail, findUserByExternalId } from '../users';
import type { World } from '../world';
import { readIds } from './show-many';

const USER_ORDER: Sortable<User> = {
  keys: {
    id: (user) => user.id,
    created_at: (user) => user.createdAt,
    updated_at: (user) => user.updatedAt,
    name: (user) => user.name,
  },
  id: (user) => user.id,
};

/** https://developer.zendesk.com/api-reference/ticketing/users/users/#create-user */
export function createUser(world: World, call: Call): Reply {
  const { values, warning } = readParams(call.body, 'user', userParams, 'users#create');
  return withHeaders(create(world, call, values), warning);
}

/**
 * Matches by external id or by e-mail; without either it makes a new person each time.
 * https://developer.zendesk.com/api-reference/ticketing/users/users/#create-or-update-user
 */
export function createOrUpdateUser(world: World, call: Call): Reply {
  const { values, warning } = readParams(call.body, 'user', userParams, 'users#create_or_update');
  const { state } = world;
  const known =
    (values.external_id ? findUserByExternalId(state, values.external_id) : undefined) ??
    (values.email ? findUserByEmail(state, values.email) : undefined);
  if (!known) return withHeaders(create(world, call, values), warning);
  world.limits.spendUserUpdate(known.id);
  changeUserRecord(world, known, values);
  const user = presentUser(state, call.origin, known);
  return { ...ok({ user }), headers: { location: user.url, ...warning } };
}

/** https://developer.zendesk.com/api-reference/ticketing/users/users/#update-user */
export function updateUser(world: World, call: Call): Reply {
  const user = findUser(world.state, idParam(call));
  const { values, warning } = readParams(call.body, 'user', userParams, 'users#update');
  world.limits.spendUserUpdate(user.id);
  changeUserRecord(world, user, values);
  return { ...ok({ user: presentUser(world.state, call.origin, user) }), headers: warning };
}

/** https://developer.zendesk.com/api-reference/ticketing/users/users/#show-user */
export function showUser({ state }: World, call: Call): Reply {
  return ok({ user: presentUser(state, call.origin, findUser(state, idParam(call))) });
}

/**
 * Without valid credentials this answers 200 with a person who is nobody, so it proves nothing.
 * https://developer.zendesk.com/api-reference/ticketing/users/users/#show-self
 */
export function showCurrentUser({ state }: World, call: Call): Reply {
  const { user, origin } = call;
  const shown =
    user.role === 'end-user'
      ? { ...presentUserToEndUser(origin, user), email: user.email, role: user.role }
      : presentUser(state, origin, user);
  const nobody = user === ANONYMOUS && { id: null, url: null };
  return ok({ user: { ...shown, ...nobody, authenticity_token: 'emulated' } });
}

/** https://developer.zendesk.com/api-reference/ticketing/users/users/#list-users */
export function listUsers({ state }: World, call: Call): Reply {
  const roles = [call.query.role, call.query['role[]']].filter((role) => role !== undefined);
  const users = [...state.users.values()]
    .filter((user) => !user.deleted && (roles.length === 0 || roles.includes(user.role)))
    .filter(({ externalId }) => matchesText(externalId, call.query.external_id));
  const { items, envelope } = paginate(call, users, USER_ORDER);
  return ok({ users: items.map((user) => presentUser(state, call.origin, user)), ...envelope });
}

/** https://developer.zendesk.com/api-reference/ticketing/users/users/#show-many-users */
export function showManyUsers({ state }: World, call: Call): Reply {
  const byExternalId = call.query.external_ids !== undefined;
  const wanted = readIds(call, byExternalId ? 'external_ids' : 'ids').map((id) => id.toLowerCase());
  const users = [...state.users.values()].filter((user) =>
    wanted.includes(byExternalId ? (user.externalId ?? '').toLowerCase() : String(user.id)),
  );
  const shown = users.map((user) => presentUser(state, call.origin, user));
  return ok({ users: shown, next_page: null, previous_page: null, count: shown.length });
}

/** https://developer.zendesk.com/api-reference/ticketing/users/users/#search-users */
export function searchUsers({ state }: World, call: Call): Reply {
  const { query, external_id: externalId } = call.query;
  const words = (query ?? '').toLowerCase().replaceAll('"', '').split(/\s+/).filter(Boolean);
  const there = [...state.users.values()].filter((user) => !user.deleted);
  const users = there.filter((user) =>
    externalId === undefined
      ? words.every((word) => matchesWord(user, word))
      : matchesText(user.externalId, externalId),
  );
  const { items, envelope } = offsetPage(call, users, USER_ORDER);
  return ok({ users: items.map((user) => presentUser(state, call.origin, user)), ...envelope });
}

/** @returns the person with that id. Throws 404. */
export function findUser(state: State, id: number): User {
  const user = state.users.get(id);
  if (!user) throw recordNotFound();
  return user;
}

function create(world: World, call: Call, values: UserParams): Reply {
  const user = createUserRecord(world, values);
  const shown = presentUser(world.state, call.origin, user);
  return created({ user: shown }, shown.url);
}

function matchesWord(user: User, word: string): boolean {
  const value = word.replace(/^email:/, '');
  return [user.name, user.email, user.externalId, user.phone, user.notes, ...user.otherEmails].some(
    (field) => field?.toLowerCase().includes(value),
  );
}

function matchesText(value: string | null, wanted: string | undefined): boolean {
  return wanted === undefined || value?.toLowerCase() === wanted.toLowerCase();
}

function withHeaders(reply: Reply, headers: Record<string, string>): Reply {
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

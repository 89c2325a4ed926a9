import { z } from 'zod';
import { idParam, ok, type Call, type Reply } from '../call';
import { invalidField } from '../errors';
import { id, readParams } from '../params/read-params';
import { presentUser } from '../presenters/user';
import type { User } from '../records';
import { joinOrganization, leaveOrganization } from '../rules/memberships';
import type { World } from '../world';
import { findUser } from './users';

const mergeParams = z.object({ id });

/**
 * The record stays and is shown by id; lists leave it out, and its address is free.
 * https://developer.zendesk.com/api-reference/ticketing/users/users/#delete-user
 */
export function deleteUser(world: World, call: Call): Reply {
  const user = findUser(world.state, idParam(call));
  for (const membership of membershipsOf(world, user)) leaveOrganization(world, membership);
  end(world, user);
  return ok({ user: presentUser(world.state, call.origin, user) });
}

/**
 * The one in the address is merged into the one in the body, who keeps an external id of their own
 * and gets the addresses, the tickets and the organizations.
 * https://developer.zendesk.com/api-reference/ticketing/users/users/#merge-end-users
 */
export function mergeEndUsers(world: World, call: Call): Reply {
  const { state } = world;
  const source = findUser(state, idParam(call));
  const { values } = readParams(call.body, 'user', mergeParams, 'users#merge');
  const target = findUser(state, values.id);
  if (source === target || source.role !== 'end-user' || target.role !== 'end-user') {
    throw invalidField('id', 'Users: cannot be merged');
  }
  for (const membership of membershipsOf(world, source)) {
    joinOrganization(world, target.id, membership.organizationId);
    state.memberships.delete(membership.id);
  }
  for (const ticket of state.tickets.values()) {
    if (ticket.requesterId === source.id) ticket.requesterId = target.id;
  }
  const addresses = [source.email, ...source.otherEmails].filter((email) => email !== null);
  target.email ??= addresses.shift() ?? null;
  target.otherEmails.push(...addresses);
  end(world, source);
  return ok({ user: presentUser(state, call.origin, target) });
}

function membershipsOf({ state }: World, user: User) {
  return [...state.memberships.values()].filter(({ userId }) => userId === user.id);
}

function end(world: World, user: User): void {
  Object.assign(user, { deleted: true, email: null, otherEmails: [], externalId: null });
  user.updatedAt = world.clock.stamp();
  world.changed();
}

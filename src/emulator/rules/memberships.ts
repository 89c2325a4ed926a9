import { nextId, type State } from '../state';
import type { Membership } from '../records';
import type { World } from '../world';

/** @returns whether the person is a member of the organization */
export function belongsTo(state: State, userId: number, organizationId: number): boolean {
  return [...state.memberships.values()].some(
    (membership) => membership.userId === userId && membership.organizationId === organizationId,
  );
}

/**
 * The first organization of a person becomes their default.
 * @returns the membership, the existing one if there is one
 */
export function joinOrganization(world: World, userId: number, organizationId: number): Membership {
  const { state, clock } = world;
  const own = [...state.memberships.values()].filter((membership) => membership.userId === userId);
  const existing = own.find((membership) => membership.organizationId === organizationId);
  if (existing) return existing;
  const membership: Membership = {
    id: nextId(state),
    userId,
    organizationId,
    isDefault: own.length === 0,
    createdAt: clock.stamp(),
    updatedAt: clock.stamp(),
  };
  state.memberships.set(membership.id, membership);
  world.changed();
  return membership;
}

/** Makes it the person's only default. */
export function makeDefault(world: World, chosen: Membership): void {
  for (const membership of world.state.memberships.values()) {
    if (membership.userId !== chosen.userId) continue;
    const isDefault = membership.id === chosen.id;
    if (membership.isDefault === isDefault) continue;
    membership.isDefault = isDefault;
    membership.updatedAt = world.clock.stamp();
  }
  world.changed();
}

/**
 * Takes the person out of the organization; their working tickets lose it, and another of their
 * organizations becomes the default. Zendesk does this in a job a little later.
 * https://developer.zendesk.com/api-reference/ticketing/organizations/organization_memberships/#delete-membership
 */
export function leaveOrganization(world: World, membership: Membership): void {
  const { state, clock } = world;
  state.memberships.delete(membership.id);
  const next = [...state.memberships.values()].find(({ userId }) => userId === membership.userId);
  if (membership.isDefault && next) makeDefault(world, next);
  for (const ticket of state.tickets.values()) {
    const affected =
      ticket.requesterId === membership.userId &&
      ticket.organizationId === membership.organizationId &&
      ticket.status !== 'closed';
    if (!affected) continue;
    ticket.organizationId = null;
    ticket.generatedTimestamp = Math.floor(clock.now() / 1000);
  }
  world.changed();
}

import type { Call } from '../call';
import { presentGroup } from '../presenters/group';
import { presentOrganization, presentUser } from '../presenters/user';
import type { Ticket } from '../records';
import type { State } from '../state';

/**
 * The lists `?include=users,groups,organizations` adds beside tickets.
 * https://developer.zendesk.com/documentation/ticketing/using-the-zendesk-api/side_loading/
 */
export function sideload(state: State, call: Call, tickets: readonly Ticket[]) {
  const wanted = new Set((call.query.include ?? '').split(',').map((name) => name.trim()));
  const { origin } = call;
  return {
    ...(wanted.has('users') && {
      users: pick(state.users, tickets.flatMap(peopleOf)).map((user) =>
        presentUser(state, origin, user),
      ),
    }),
    ...(wanted.has('groups') && {
      groups: pick(
        state.groups,
        tickets.map(({ groupId }) => groupId),
      ).map((group) => presentGroup(origin, group)),
    }),
    ...(wanted.has('organizations') && {
      organizations: pick(
        state.organizations,
        tickets.map(({ organizationId }) => organizationId),
      ).map((organization) => presentOrganization(origin, organization)),
    }),
  };
}

function peopleOf(ticket: Ticket): (number | null)[] {
  const { requesterId, submitterId, assigneeId, emailCcIds, followerIds } = ticket;
  return [requesterId, submitterId, assigneeId, ...emailCcIds, ...followerIds];
}

/** @returns each record once, in the order first named */
function pick<T>(records: Map<number, T>, ids: (number | null)[]): T[] {
  return [...new Set(ids)]
    .map((id) => (id === null ? undefined : records.get(id)))
    .filter((record) => record !== undefined);
}

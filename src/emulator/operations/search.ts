import { ok, type Call, type Reply } from '../call';
import { ApiError, invalidAttribute, parameterMissing } from '../errors';
import { offsetPage, type Sortable } from '../pagination';
import { presentTicket } from '../presenters/ticket';
import { presentOrganization, presentUser } from '../presenters/user';
import type { Organization, Ticket, User } from '../records';
import { parseQuery, type Term } from '../search/parse-query';
import { matchesOrganization, matchesTicket, matchesUser } from '../search/match';
import type { World } from '../world';

const MAX_RESULTS = 1_000;
/** The index learns of new records a little later. */
const INDEX_LAG_MS = 60_000;

type Found =
  | { kind: 'ticket'; record: Ticket }
  | { kind: 'user'; record: User }
  | { kind: 'organization'; record: Organization };

const ORDER: Sortable<Found> = {
  keys: {
    created_at: ({ record }) => record.createdAt,
    updated_at: ({ record }) => record.updatedAt,
  },
  id: ({ record }) => record.id,
};

/**
 * Tickets, users and organizations by Zendesk's query words; offset paging only, 1,000 results at most.
 * https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/
 */
export function listSearchResults(world: World, call: Call): Reply {
  const terms = termsOf(call);
  if (call.query['page[size]'] !== undefined) {
    throw invalidAttribute('Search results are paged by page and per_page');
  }
  const page = Number(call.query.page ?? 1);
  const size = Math.min(Number(call.query.per_page ?? 100) || 100, 100);
  if (page * size > MAX_RESULTS) throw tooDeep();

  const { items, envelope } = offsetPage(call, find(world, call, terms), ORDER);
  return ok({
    results: items.map((found) => present(world, call, found)),
    facets: null,
    ...envelope,
  });
}

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/#show-results-count */
export function countSearchResults(world: World, call: Call): Reply {
  return ok({ count: find(world, call, termsOf(call)).length });
}

function termsOf(call: Call): Term[] {
  const { query } = call.query;
  if (!query) throw parameterMissing('query');
  return parseQuery(query);
}

function find(world: World, call: Call, terms: Term[]): Found[] {
  const { state, clock } = world;
  const types = terms.filter(({ key }) => key === 'type').map(({ value }) => value);
  const rest = terms.filter(({ key }) => key !== 'type');
  const wanted = (kind: Found['kind']) => types.length === 0 || types.includes(kind);
  const context = { state, me: call.user };
  const all: Found[] = [];
  for (const record of wanted('ticket') ? state.tickets.values() : []) {
    if (!record.deleted && matchesTicket(context, record, rest))
      all.push({ kind: 'ticket', record });
  }
  for (const record of wanted('user') ? state.users.values() : []) {
    if (matchesUser(context, record, rest)) all.push({ kind: 'user', record });
  }
  for (const record of wanted('organization') ? state.organizations.values() : []) {
    if (matchesOrganization(context, record, rest)) all.push({ kind: 'organization', record });
  }
  return all.filter(({ record }) => Date.parse(record.createdAt) + INDEX_LAG_MS <= clock.now());
}

function present({ state }: World, { origin }: Call, found: Found) {
  if (found.kind === 'ticket') {
    return { ...presentTicket(state, origin, found.record), result_type: 'ticket' };
  }
  if (found.kind === 'user') {
    return { ...presentUser(state, origin, found.record), result_type: 'user' };
  }
  return { ...presentOrganization(origin, found.record), result_type: 'organization' };
}

function tooDeep(): ApiError {
  return new ApiError(422, {
    error: 'invalid',
    description: 'Invalid search: Requested response size was greater than Search Response Limits',
  });
}

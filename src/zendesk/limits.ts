import type { Window } from './call-ledger';

/** Who calls: deliveries, somebody waiting, the copy of tickets, configuration; the urgent first. */
export type Lane = 'write' | 'page' | 'mirror' | 'sync';

export const ACCOUNT = 'account';

/**
 * What each lane may use of the account's allowance. The rest is for the lanes before it, and a
 * tenth for whatever else support has connected to its Zendesk.
 */
const SHARES: Readonly<Record<Lane, number>> = { write: 0.9, page: 0.85, mirror: 0.75, sync: 0.6 };

/** The smallest plan with the API; the first answer tells the true number. */
const ACCOUNT_TOTAL = 200;

/** The call's address without origin, query and `.json`. */
export interface CallPlace {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

interface Limit {
  readonly name: string;
  readonly method: string;
  readonly path: RegExp;
  readonly total: number;
  readonly seconds: number;
  /** What the limit counts by, when not the whole account. */
  readonly per?: (place: CallPlace) => string | undefined;
}

const ticketOf = ({ path }: CallPlace) => /\/tickets\/(\d+)$/.exec(path)?.[1];

function userOf({ body }: CallPlace): string | undefined {
  if (typeof body !== 'string') return undefined;
  return /"external_id":"([^"]+)"/.exec(body)?.[1];
}

const USER = /^\/api\/v2\/users\/(\d+)$/;
const ORGANIZATION = /^\/api\/v2\/organizations\/(\d+)$/;

/** https://developer.zendesk.com/api-reference/introduction/rate-limits/#endpoint-rate-limits */
const LIMITS: readonly Limit[] = [
  {
    name: 'tickets-update',
    method: 'PUT',
    path: /^\/api\/v2\/tickets\/\d+$/,
    total: 100,
    seconds: 60,
  },
  {
    name: 'per-ticket-updates',
    method: 'PUT',
    path: /^\/api\/v2\/tickets\/\d+$/,
    total: 30,
    seconds: 600,
    per: ticketOf,
  },
  {
    name: 'incremental-exports',
    method: 'GET',
    path: /^\/api\/v2\/incremental\//,
    total: 10,
    seconds: 60,
  },
  {
    name: 'tickets-index',
    method: 'GET',
    path: /^\/api\/v2\/tickets$/,
    total: 100,
    seconds: 60,
  },
  {
    name: 'user-updates',
    method: 'POST',
    path: /^\/api\/v2\/users\/create_or_update$/,
    total: 5,
    seconds: 60,
    per: userOf,
  },
  {
    name: 'user-updates',
    method: 'PUT',
    path: USER,
    total: 5,
    seconds: 60,
    per: ({ path }) => `#${USER.exec(path)?.[1]}`,
  },
  { name: 'all-user-updates', method: 'PUT', path: USER, total: 1, seconds: 1 },
  {
    name: 'organization-updates',
    method: 'PUT',
    path: ORGANIZATION,
    total: 5,
    seconds: 60,
    per: ({ path }) => ORGANIZATION.exec(path)?.[1],
  },
];

/** A window, and the endpoint's name under which Zendesk's headers speak of it. */
export interface LimitedWindow extends Window {
  readonly limit: string;
}

/** @returns every window the call is counted in */
export function windowsOf(place: CallPlace, lane: Lane): LimitedWindow[] {
  const account = { limit: ACCOUNT, name: ACCOUNT, total: ACCOUNT_TOTAL, seconds: 60 };
  const endpoints = LIMITS.filter(
    ({ method, path }) => method === place.method && path.test(place.path),
  ).flatMap(({ name, total, seconds, per }) => {
    const subject = per?.(place);
    if (per && subject === undefined) return [];
    const of = subject === undefined ? name : `${name} ${subject}`;
    return [{ limit: name, name: of, total, seconds, share: 1 }];
  });
  return [{ ...account, share: SHARES[lane] }, ...endpoints];
}

/** The windows that every change of a ticket needs, whichever ticket. */
export function windowsOfChanges(): LimitedWindow[] {
  return windowsOf({ method: 'PUT', path: '/api/v2/tickets/0' }, 'write').filter(
    ({ limit }) => limit !== 'per-ticket-updates',
  );
}

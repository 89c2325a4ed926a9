import {
  PRIORITIES,
  STATUSES,
  type FieldValue,
  type Organization,
  type Ticket,
  type User,
} from '../records';
import type { State } from '../state';
import type { Operator, Term } from './parse-query';

interface Context {
  state: State;
  /** Who `me` is. */
  me: User;
}
type Test = (term: Term) => boolean;

/** Words with the same key are alternatives; different keys must all hold. */
export function matchesTicket(context: Context, ticket: Ticket, terms: Term[]): boolean {
  const { state } = context;
  const comments = () => (state.comments.get(ticket.id) ?? []).map(({ body }) => body);
  const tests: Record<string, Test> = {
    status: (term) => ranked(STATUSES, ticket.status, term),
    priority: (term) => ticket.priority !== null && ranked(PRIORITIES, ticket.priority, term),
    external_id: ({ value }) => same(ticket.externalId, value),
    requester: ({ value }) => person(context, ticket.requesterId, value),
    submitter: ({ value }) => person(context, ticket.submitterId, value),
    assignee: ({ value }) => person(context, ticket.assigneeId, value),
    organization: ({ value }) => organization(state, ticket.organizationId, value),
    group: ({ value }) => group(state, ticket.groupId, value),
    tags: ({ value }) =>
      value === 'none' ? ticket.tags.length === 0 : ticket.tags.includes(value),
    subject: ({ value }) => contains(ticket.subject, value),
    description: ({ value }) => contains(ticket.description, value),
    comment: ({ value }) => comments().some((body) => contains(body, value)),
    ticket_type: ({ value }) => same(ticket.type, value),
    created: (term) => dated(ticket.createdAt, term),
    updated: (term) => dated(ticket.updatedAt, term),
    solved: (term) => ticket.solvedAt !== null && dated(ticket.solvedAt, term),
    fieldvalue: ({ value }) => Object.values(ticket.customFields).some((own) => holds(own, value)),
  };
  const free = ({ value }: Term) =>
    String(ticket.id) === value ||
    contains(ticket.subject, value) ||
    comments().some((body) => contains(body, value));
  return matches(terms, free, (key) => tests[key] ?? customField(ticket, key));
}

export function matchesUser({ state }: Context, user: User, terms: Term[]): boolean {
  const tests: Record<string, Test> = {
    name: ({ value }) => contains(user.name, value),
    email: ({ value }) => same(user.email, value) || user.otherEmails.includes(value),
    external_id: ({ value }) => same(user.externalId, value),
    role: ({ value }) => same(user.role, value),
    tags: ({ value }) => user.tags.includes(value),
    organization: ({ value }) =>
      [...state.memberships.values()].some(
        ({ userId, organizationId }) =>
          userId === user.id && organization(state, organizationId, value),
      ),
    created: (term) => dated(user.createdAt, term),
    updated: (term) => dated(user.updatedAt, term),
  };
  const free = ({ value }: Term) => contains(user.name, value) || contains(user.email, value);
  return matches(terms, free, (key) => tests[key]);
}

export function matchesOrganization(_context: Context, own: Organization, terms: Term[]): boolean {
  const tests: Record<string, Test> = {
    name: ({ value }) => contains(own.name, value),
    external_id: ({ value }) => same(own.externalId, value),
    tags: ({ value }) => own.tags.includes(value),
    created: (term) => dated(own.createdAt, term),
    updated: (term) => dated(own.updatedAt, term),
  };
  return matches(
    terms,
    ({ value }) => contains(own.name, value),
    (key) => tests[key],
  );
}

/** A key the kind of record does not have matches nothing. */
function matches(terms: Term[], free: Test, testOf: (key: string) => Test | undefined): boolean {
  const keys = [...new Set(terms.map(({ key }) => key))];
  return keys.every((key) => {
    const alike = terms.filter((term) => term.key === key);
    const test = key === null ? free : testOf(key);
    if (!test) return false;
    const refused = alike.some((term) => term.negated && test(term));
    const wanted = alike.filter((term) => !term.negated);
    if (refused) return false;
    if (isRange(wanted) || key === null) return wanted.every(test);
    return wanted.length === 0 || wanted.some(test);
  });
}

/** `created>… created<…` narrows instead of offering alternatives. */
function isRange(terms: Term[]): boolean {
  return terms.some(({ operator }) => operator !== ':');
}

function customField(ticket: Ticket, key: string): Test | undefined {
  const id = /^custom_field_(\d+)$/.exec(key)?.[1];
  return id === undefined ? undefined : ({ value }) => holds(ticket.customFields[id], value);
}

/** `*` is any value. */
function holds(own: FieldValue | undefined, value: string): boolean {
  if (own === null || own === undefined || own === '') return false;
  return value === '*' || String(own).toLowerCase() === value;
}

function ranked(order: readonly string[], own: string, { operator, value }: Term): boolean {
  const wanted = order.indexOf(value);
  return wanted >= 0 && compare(order.indexOf(own), wanted, operator);
}

/** A date without a time means its whole day. */
function dated(stamp: string, { operator, value }: Term): boolean {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const wanted = Date.parse(value);
  if (Number.isNaN(wanted)) return false;
  const own = Date.parse(isDay ? stamp.slice(0, 10) : stamp);
  return compare(own, wanted, operator);
}

function compare(own: number, wanted: number, operator: Operator): boolean {
  if (operator === '<') return own < wanted;
  if (operator === '>') return own > wanted;
  if (operator === '<=') return own <= wanted;
  if (operator === '>=') return own >= wanted;
  return own === wanted;
}

function person({ state, me }: Context, id: number | null, value: string): boolean {
  if (value === 'none') return id === null;
  if (value === 'me') return id === me.id;
  const user = id === null ? undefined : state.users.get(id);
  if (!user) return false;
  return String(user.id) === value || same(user.email, value) || contains(user.name, value);
}

function organization(state: State, id: number | null, value: string): boolean {
  if (value === 'none') return id === null;
  const own = id === null ? undefined : state.organizations.get(id);
  return own !== undefined && (String(own.id) === value || contains(own.name, value));
}

function group(state: State, id: number | null, value: string): boolean {
  const own = id === null ? undefined : state.groups.get(id);
  return own !== undefined && (String(own.id) === value || contains(own.name, value));
}

function same(own: string | null, value: string): boolean {
  return own?.toLowerCase() === value;
}

function contains(own: string | null, value: string): boolean {
  return own?.toLowerCase().includes(value) ?? false;
}

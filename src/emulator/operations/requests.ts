import { created, idParam, ok, type Call, type Reply } from '../call';
import { ApiError, recordInvalid, recordNotFound, type FieldProblem } from '../errors';
import { paginate, type Sortable } from '../pagination';
import { readParams } from '../params/read-params';
import { requestChangeParams, requestParams, type TicketParams } from '../params/ticket-params';
import { canBeSolvedBy, presentRequest } from '../presenters/request';
import { presentUserToEndUser } from '../presenters/user';
import type { Ticket } from '../records';
import { createTicketRecord } from '../rules/create-ticket';
import { mayComment, maySee } from '../rules/request-access';
import { reopenFor } from '../rules/ticket-status';
import { updateTicketRecord } from '../rules/update-ticket';
import type { State } from '../state';
import type { World } from '../world';

const REQUEST_ORDER: Sortable<Ticket> = {
  keys: {
    created_at: (ticket) => ticket.createdAt,
    updated_at: (ticket) => ticket.updatedAt,
  },
  id: (ticket) => ticket.id,
};

/** The caller's own. https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests/#list-requests */
export function listRequests({ state }: World, call: Call): Reply {
  const own = [...state.tickets.values()].filter(
    (ticket) => ticket.requesterId === call.user.id && maySee(state, call.user, ticket),
  );
  const { items, envelope } = paginate(call, own, REQUEST_ORDER);
  const requests = items.map((ticket) => presentRequest(state, call.origin, ticket, call.user));
  return ok({ requests, ...envelope });
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests/#show-request */
export function showRequest({ state }: World, call: Call): Reply {
  const ticket = findRequest(state, call);
  const people = [ticket.requesterId, ...ticket.emailCcIds].map((id) => state.users.get(id));
  return ok({
    request: presentRequest(state, call.origin, ticket, call.user),
    ...(call.query.include?.split(',').includes('users') && {
      users: people
        .filter((user) => user !== undefined)
        .map((user) => presentUserToEndUser(call.origin, user)),
    }),
  });
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests/#create-request */
export function createRequest(world: World, call: Call): Reply {
  const { values, warning } = readParams(call.body, 'request', requestParams, 'requests#create');
  refuseMissingFields(world.state, values);
  const params: TicketParams = {
    ...values,
    custom_fields: values.custom_fields?.filter(
      ({ id }) => world.state.ticketFields.get(id)?.editableInPortal,
    ),
    comment: publicComment(values.comment),
    requester_id: call.user.id,
  };
  const { ticket } = createTicketRecord(world, call.user, params);
  const request = presentRequest(world.state, call.origin, ticket, call.user);
  const reply = created({ request }, request.url);
  return { ...reply, headers: { ...reply.headers, ...warning } };
}

/**
 * Solving what cannot be solved is answered with 200 and changes nothing.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests/#update-request
 */
export function updateRequest(world: World, call: Call): Reply {
  const ticket = findRequest(world.state, call);
  const { values, warning } = readParams(
    call.body,
    'request',
    requestChangeParams,
    'requests#update',
  );
  if (values.comment === undefined && values.solved === undefined) throw commentRequired();
  if (values.comment && !mayComment(world.state, call.user, ticket)) throw recordNotFound();
  const params: TicketParams = { comment: publicComment(values.comment) };
  if (values.solved && canBeSolvedBy(ticket, call.user)) params.status = 'solved';
  else if (values.comment && call.user.role === 'end-user') {
    const status = reopenFor(ticket);
    if (status !== ticket.status) params.status = status;
  }
  const updated = updateTicketRecord(world, call.user, ticket, params).ticket;
  return {
    ...ok({ request: presentRequest(world.state, call.origin, updated, call.user) }),
    headers: warning,
  };
}

/** @returns the request of the address, unless the caller may not see it: 404 */
export function findRequest(state: State, call: Call): Ticket {
  const ticket = state.tickets.get(idParam(call));
  if (!ticket || !maySee(state, call.user, ticket)) throw recordNotFound();
  return ticket;
}

/** Comments of requests are public and the caller's own, whatever the caller says. */
function publicComment(comment: TicketParams['comment']): TicketParams['comment'] {
  return comment && { ...comment, public: true, author_id: undefined };
}

function refuseMissingFields(state: State, values: Partial<TicketParams>): void {
  const form =
    state.ticketForms.get(values.ticket_form_id ?? 0) ??
    [...state.ticketForms.values()].find(({ isDefault }) => isDefault);
  const sent = new Map(values.custom_fields?.map(({ id, value }) => [id, value]));
  const problems = (form?.ticketFieldIds ?? []).flatMap((id): FieldProblem[] => {
    const field = state.ticketFields.get(id);
    // The description has a rule of its own: the first comment.
    if (!field?.requiredInPortal || field.type === 'description') return [];
    // What a person is not asked cannot be missing.
    if (!field.active || !field.editableInPortal) return [];
    const value = field.type === 'subject' ? values.subject : sent.get(id);
    if (value !== undefined && value !== null && value !== '') return [];
    return [
      { description: `${field.title}: cannot be blank`, error: 'BlankValue', field_key: field.id },
    ];
  });
  if (problems.length > 0) throw recordInvalid({ base: problems });
}

function commentRequired(): ApiError {
  return new ApiError(406, {
    error: 'CommentRequired',
    description: 'A comment is required to update your request.',
  });
}

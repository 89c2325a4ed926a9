import { invalidField, recordInvalid } from '../errors';
import type { TicketParams } from '../params/ticket-params';
import { defaultOrganizationId } from '../presenters/user';
import type { Audit, Ticket, User } from '../records';
import { nextTicketId, type State } from '../state';
import { findUserByEmail, newEndUser } from '../users';
import type { World } from '../world';
import { storeTicket, type Origin } from './store-ticket';
import { draftComment } from './ticket-comment';
import { settlePlainFields, settleTagsAndCustomFields } from './ticket-fields';
import { settlePeople } from './ticket-people';
import { settleStatus } from './ticket-status';

/**
 * Makes a ticket with its first comment. Nothing is stored unless everything is right.
 * @param actor who creates it, and whose words the first comment is unless the caller says otherwise
 * Throws 422 (`ApiError`).
 */
export function createTicketRecord(
  world: World,
  actor: User,
  params: TicketParams,
  origin: Origin = {},
): { ticket: Ticket; audit: Audit } {
  const { state } = world;
  const requester = requesterOf(world, actor, params);
  const submitter = submitterOf(state, actor, params, requester);
  const comment = draftComment(
    world,
    undefined,
    params.comment ?? (params.description ? { body: params.description } : undefined),
    submitter,
  );
  if (!comment) throw invalidField('base', 'Description: cannot be blank', 'BlankValue');

  const draft = blankTicket(world, requester, submitter);
  draft.description = comment.body;
  draft.recipient = params.recipient ?? null;
  settlePeople(state, draft, params, requester);
  settlePlainFields(state, draft, params);
  settleTagsAndCustomFields(state, draft, params);
  settleStatus(
    state,
    undefined,
    draft,
    { status: params.status, customStatusId: params.custom_status_id },
    actor,
  );
  const source = followedUp(state, params);

  draft.id = nextTicketId(state);
  state.users.set(requester.id, requester);
  if (source) {
    draft.followupSourceId = source.id;
    source.followupIds = [...source.followupIds, draft.id];
  }
  return storeTicket(world, {
    before: undefined,
    draft,
    comment,
    actorId: actor.id,
    custom: params.metadata ?? {},
    ...origin,
  });
}

function requesterOf({ state, clock }: World, actor: User, params: TicketParams): User {
  if (typeof params.requester_id === 'number') {
    const user = state.users.get(params.requester_id);
    if (!user) throw invalidField('requester', 'Requester: is invalid');
    return user;
  }
  if (!params.requester) return actor;
  const { email, name, locale_id: localeId } = params.requester;
  const known = findUserByEmail(state, email);
  if (known) return known;
  if (!name) {
    throw recordInvalid({
      requester: [{ description: 'Requester: Name: cannot be blank', error: 'BlankValue' }],
    });
  }
  return newEndUser(state, clock.stamp(), {
    name,
    email: email.trim().toLowerCase(),
    localeId: localeId ?? 1,
  });
}

function submitterOf(state: State, actor: User, params: TicketParams, requester: User): User {
  if (typeof params.submitter_id !== 'number') return actor;
  if (params.submitter_id === requester.id) return requester;
  const user = state.users.get(params.submitter_id);
  if (!user) throw invalidField('submitter', 'Submitter: is invalid');
  return user;
}

function blankTicket({ state, clock }: World, requester: User, submitter: User): Ticket {
  const stamp = clock.stamp();
  const form = [...state.ticketForms.values()].find(({ isDefault }) => isDefault);
  const [brand] = state.brands.values();
  return {
    id: 0,
    externalId: null,
    subject: null,
    description: '',
    type: null,
    priority: null,
    status: 'new',
    customStatusId: 0,
    requesterId: requester.id,
    submitterId: submitter.id,
    assigneeId: null,
    organizationId: defaultOrganizationId(state, requester.id),
    groupId: null,
    emailCcIds: [],
    followerIds: [],
    problemId: null,
    dueAt: null,
    tags: [],
    customFields: {},
    ticketFormId: form?.id ?? 0,
    brandId: brand?.id ?? 0,
    followupSourceId: null,
    followupIds: [],
    isPublic: false,
    deleted: false,
    createdAt: stamp,
    updatedAt: stamp,
    generatedTimestamp: 0,
    solvedAt: null,
    recipient: null,
    rating: null,
  };
}

/** Only a closed ticket is followed up; with any other the parameter has no effect. */
function followedUp(state: State, params: TicketParams): Ticket | undefined {
  const source = state.tickets.get(params.via_followup_source_id ?? 0);
  return source?.status === 'closed' && !source.deleted ? source : undefined;
}

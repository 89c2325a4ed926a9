import type { Group, Ticket, TicketField, TicketForm } from './records';
import { emptyState, nextId, type State } from './state';

/** As a version wrote it that knew fewer things of it. */
type Old<Known, Always extends keyof Known> = Partial<Known> & Pick<Known, Always>;

/**
 * @param state an account kept by this or an older version
 * @returns the same account, with what its records lacked as it was shown before
 */
export function completeOldRecords(state: State): State {
  for (const [id, field] of state.ticketFields) state.ticketFields.set(id, completeField(field));
  for (const [id, form] of state.ticketForms) state.ticketForms.set(id, completeForm(form));
  for (const [id, group] of state.groups) {
    // Groups once listed their members themselves.
    const { memberIds = [], ...kept } = group as Group & { memberIds?: number[] };
    state.groups.set(id, completeGroup(kept));
    for (const userId of memberIds) addMember(state, userId, kept);
  }
  for (const [id, ticket] of state.tickets) state.tickets.set(id, completeTicket(ticket));
  state.plan = { ...emptyState().plan, ...state.plan };
  return state;
}

function completeField(
  field: Old<TicketField, 'id' | 'type' | 'title' | 'removable' | 'createdAt'>,
): TicketField {
  return {
    ...{ titleInPortal: field.title, description: '', agentDescription: null },
    ...{ position: 9999, active: true, required: false, collapsedForAgents: false },
    ...{ visibleInPortal: false, editableInPortal: false, requiredInPortal: false },
    ...{ regexpForValidation: null, tag: null, updatedAt: field.createdAt },
    ...field,
    options: (field.options ?? []).map((option) => ({
      ...option,
      isDefault: Boolean(option.isDefault),
    })),
  };
}

function completeTicket(ticket: Omit<Ticket, 'rating'> & Partial<Pick<Ticket, 'rating'>>): Ticket {
  return { ...ticket, rating: ticket.rating ?? null };
}

function completeForm(form: Old<TicketForm, 'id' | 'name' | 'isDefault' | 'createdAt'>) {
  return {
    ...{ displayName: form.name, position: 0, ticketFieldIds: [] },
    ...{ active: true, endUserVisible: true, inAllBrands: true, restrictedBrandIds: [] },
    ...{ agentConditions: [], endUserConditions: [], updatedAt: form.createdAt },
    ...form,
  };
}

function completeGroup(group: Old<Group, 'id' | 'name' | 'isDefault' | 'createdAt'>): Group {
  const since = { deleted: false, updatedAt: group.createdAt };
  return { description: '', isPublic: true, ...since, ...group };
}

function addMember(state: State, userId: number, { id: groupId, createdAt }: Group): void {
  const id = nextId(state);
  const times = { createdAt, updatedAt: createdAt };
  state.groupMemberships.set(id, { id, userId, groupId, ...times });
}

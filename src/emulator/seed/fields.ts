import type { TicketField } from '../records';
import { nextId, type State } from '../state';

/** Stores one field, after those that are there; what is not said is as Zendesk has it. */
export function addField(
  state: State,
  stamp: string,
  field: Partial<TicketField> & Pick<TicketField, 'id' | 'type' | 'title'>,
): void {
  state.ticketFields.set(field.id, {
    ...{ titleInPortal: field.title, description: '', agentDescription: null },
    ...{ position: state.ticketFields.size, active: true, removable: true, required: false },
    ...{ collapsedForAgents: false, visibleInPortal: true, editableInPortal: true },
    ...{ requiredInPortal: false, regexpForValidation: null, tag: null, options: [] },
    ...{ createdAt: stamp, updatedAt: stamp },
    ...field,
  });
}

/** The fields every account has. */
export function addSystemFields(state: State, stamp: string): void {
  const system: [type: string, title: string, isAsked: boolean][] = [
    ['subject', 'Subject', true],
    ['description', 'Description', true],
    ['status', 'Status', false],
    ['tickettype', 'Type', false],
    ['priority', 'Priority', false],
    ['group', 'Group', false],
    ['assignee', 'Assignee', false],
    ['custom_status', 'Ticket status', false],
  ];
  for (const [type, title, isAsked] of system) {
    addField(state, stamp, {
      ...{ id: nextId(state), type, title, removable: false },
      ...{ visibleInPortal: isAsked, editableInPortal: isAsked, requiredInPortal: isAsked },
    });
  }
}

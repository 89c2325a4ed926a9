import type { TicketField, View } from '../records';
import type { State } from '../state';

/** The columns of every account, by what a view names them. https://developer.zendesk.com/api-reference/ticketing/business-rules/views/#view-columns */
const COLUMNS: Record<string, string> = {
  assigned: 'Assigned',
  assignee: 'Assignee',
  brand: 'Brand',
  created: 'Requested',
  custom_status_id: 'Ticket status',
  due_date: 'Due Date',
  group: 'Group',
  locale_id: 'Requester language',
  nice_id: 'ID',
  organization: 'Organization',
  priority: 'Priority',
  requester: 'Requester',
  satisfaction_score: 'Satisfaction',
  solved: 'Solved',
  status: 'Status category',
  subject: 'Subject',
  submitter: 'Submitter',
  ticket_form: 'Ticket form',
  type: 'Type',
  updated: 'Updated',
  updated_assignee: 'Assignee updated',
  updated_by_type: 'Updater',
  updated_requester: 'Requester updated',
};
const NOT_SORTABLE = ['subject', 'submitter'];

/** @returns the column's name as it is kept, or undefined when there is no such column */
export function knownColumn({ ticketFields }: State, name: string): string | undefined {
  // The subject goes by two names.
  const own = name === 'description' ? 'subject' : name;
  if (own in COLUMNS) return own;
  return ticketFields.get(Number(name))?.removable ? name : undefined;
}

/** @returns whether views may be grouped and sorted by the column */
export function isSortable(column: string): boolean {
  return !NOT_SORTABLE.includes(column);
}

/** @returns the column's name for people */
export function titleOfColumn({ ticketFields }: State, column: string): string {
  return COLUMNS[column] ?? ticketFields.get(Number(column))?.title ?? column;
}

/** @returns the custom fields among a view's columns */
export function customColumns({ ticketFields }: State, { columns }: View): TicketField[] {
  return columns
    .map((column) => ticketFields.get(Number(column)))
    .filter((field) => field !== undefined);
}

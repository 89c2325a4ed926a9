import { notImplemented } from '../errors';
import { PRIORITIES, STATUSES, TYPES, type RuleCondition, type Ticket } from '../records';
import type { Judge } from './view-tickets';

/**
 * The conditions a view needs and the commonest others, over the ticket alone.
 * Throws 501 for a condition this emulator cannot judge yet: a wrong list would be worse.
 */
export const judgeView: Judge = (ticket, { all, any }) =>
  all.every((condition) => holds(ticket, condition)) &&
  (any.length === 0 || any.some((condition) => holds(ticket, condition)));

function holds(ticket: Ticket, condition: RuleCondition): boolean {
  const { field, operator } = condition;
  const value = Array.isArray(condition.value) ? condition.value.join(' ') : condition.value;
  if (field === 'current_tags') {
    const shares = (value ?? '').split(/\s+/).some((tag) => ticket.tags.includes(tag));
    if (operator === 'includes') return shares;
    if (operator === 'not_includes') return !shares;
  }
  const own = valueOf(ticket, field);
  if (own === undefined) throw unjudged(condition);
  const wanted = value === '__NULL__' ? '' : (value ?? '');
  if (operator === 'is') return own === wanted;
  if (operator === 'is_not') return own !== wanted;
  if (operator === 'present') return own !== '';
  if (operator === 'not_present') return own === '';
  const order: readonly string[] | undefined = RANKED[field];
  if (order && operator === 'less_than') return order.indexOf(own) < order.indexOf(wanted);
  if (order && operator === 'greater_than') return order.indexOf(own) > order.indexOf(wanted);
  throw unjudged(condition);
}

const RANKED: Record<string, readonly string[]> = {
  status: STATUSES,
  priority: PRIORITIES,
  type: TYPES,
};

/** @returns the ticket's value as rules write it, '' for none; undefined for an unknown field */
function valueOf(ticket: Ticket, field: string): string | undefined {
  const [, fieldId] = /^custom_fields_(\d+)$/.exec(field) ?? [];
  if (fieldId !== undefined) return String(ticket.customFields[fieldId] ?? '');
  const values: Record<string, string | number | null> = {
    status: ticket.status,
    type: ticket.type,
    priority: ticket.priority,
    group_id: ticket.groupId,
    assignee_id: ticket.assigneeId,
    requester_id: ticket.requesterId,
    organization_id: ticket.organizationId,
    ticket_form_id: ticket.ticketFormId,
    brand_id: ticket.brandId,
    custom_status_id: ticket.customStatusId,
  };
  return field in values ? String(values[field] ?? '') : undefined;
}

function unjudged({ field, operator }: RuleCondition) {
  return notImplemented('GET', `/api/v2/views (condition ${field} ${operator})`);
}

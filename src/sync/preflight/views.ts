import { listOf, memberOf, textOf } from '../json-parts';
import { each, type Check } from './check';
import { toRule } from './rule';

const TICKET_FIELDS = ['status', 'type', 'group_id', 'assignee_id', 'requester_id'];

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/views/ */
const ticketCondition = each('view-ticket-condition', 'problem', ['views'], (entry) =>
  toRule(entry).all.some(({ field }) => TICKET_FIELDS.includes(field))
    ? []
    : [`all needs a condition on one of ${TICKET_FIELDS.join(', ')}.`],
);

const columns = each('view-columns', 'problem', ['views'], ({ attributes }) => {
  const names = listOf(memberOf(attributes.output, 'columns')).map(textOf);
  return [
    ...(names.length === 0 ? ['A view needs columns.'] : []),
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => `The column ${name} stands in it twice.`),
  ];
});

export const VIEW_CHECKS: readonly Check[] = [ticketCondition, columns];

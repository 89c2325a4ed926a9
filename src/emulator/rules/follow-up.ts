import type { TicketParams } from '../params/ticket-params';
import type { Ticket, User } from '../records';
import type { State } from '../state';
import { belongsTo } from './memberships';

/**
 * What an answer to a closed ticket takes over from it: tags, custom fields, form and organization; not
 * its comments, priority, type, group or assignee.
 * https://support.zendesk.com/hc/en-us/articles/8421655952026
 * @param requester whoever answered; the organization stays behind when it is not theirs
 */
export function carriedOver(
  state: State,
  closed: Ticket,
  requester: User,
): Pick<
  TicketParams,
  'via_followup_source_id' | 'tags' | 'custom_fields' | 'ticket_form_id' | 'organization_id'
> {
  const { id, tags, customFields, ticketFormId, organizationId } = closed;
  const isTheirs = organizationId !== null && belongsTo(state, requester.id, organizationId);
  return {
    via_followup_source_id: id,
    tags,
    custom_fields: Object.entries(customFields).map(([field, value]) => ({
      id: Number(field),
      value,
    })),
    ticket_form_id: ticketFormId,
    ...(isTheirs && { organization_id: organizationId }),
  };
}

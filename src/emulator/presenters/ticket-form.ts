import type { TicketForm } from '../records';
import { renderDynamicContent } from '../rules/render-dynamic-content';
import type { Reader } from './ticket-field';

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/#json-format */
export function presentTicketForm({ state, origin, localeId }: Reader, form: TicketForm) {
  const read = (text: string) => renderDynamicContent(state, text, localeId);
  return {
    url: `${origin}/api/v2/ticket_forms/${form.id}.json`,
    id: form.id,
    name: read(form.name),
    raw_name: form.name,
    display_name: read(form.displayName),
    raw_display_name: form.displayName,
    end_user_visible: form.endUserVisible,
    position: form.position,
    ticket_field_ids: form.ticketFieldIds,
    active: form.active,
    default: form.isDefault,
    created_at: form.createdAt,
    updated_at: form.updatedAt,
    in_all_brands: form.inAllBrands,
    restricted_brand_ids: form.restrictedBrandIds,
    end_user_conditions: form.endUserConditions,
    agent_conditions: form.agentConditions,
  };
}

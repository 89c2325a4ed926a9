import { idParam, ok, type Call, type Reply } from '../call';
import { recordNotFound } from '../errors';
import { paginate, type Sortable } from '../pagination';
import {
  presentBrand,
  presentCustomStatus,
  presentGroup,
  presentTicketField,
  presentTicketForm,
} from '../presenters/ticket-setup';
import type { Brand, Group, TicketField } from '../records';
import type { World } from '../world';

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#list-ticket-fields */
export function listTicketFields({ state }: World, call: Call): Reply {
  const order: Sortable<TicketField> = {
    keys: { position: (field) => field.position },
    id: (field) => field.id,
  };
  const { items, envelope } = paginate(call, [...state.ticketFields.values()], order);
  const shown = items.map((field) => presentTicketField(call.origin, field));
  return ok({ ticket_fields: shown, ...envelope });
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#show-ticket-field */
export function showTicketField({ state }: World, call: Call): Reply {
  const field = found(state.ticketFields.get(idParam(call)));
  return ok({ ticket_field: presentTicketField(call.origin, field) });
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/#list-ticket-forms */
export function listTicketForms({ state }: World, call: Call): Reply {
  const forms = [...state.ticketForms.values()].filter(
    (form) => form.endUserVisible || call.user.role !== 'end-user',
  );
  const shown = forms.map((form) => presentTicketForm(call.origin, form));
  return ok({ ticket_forms: shown, next_page: null, previous_page: null, count: shown.length });
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/#show-ticket-form */
export function showTicketForm({ state }: World, call: Call): Reply {
  const form = found(state.ticketForms.get(idParam(call)));
  return ok({ ticket_form: presentTicketForm(call.origin, form) });
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/custom_ticket_statuses/#list-custom-ticket-statuses */
export function listCustomStatuses({ state }: World, call: Call): Reply {
  const createdAt = [...state.ticketForms.values()][0]?.createdAt ?? '';
  const shown = [...state.customStatuses.values()].map((status) =>
    presentCustomStatus(call.origin, status, createdAt),
  );
  return ok({ custom_statuses: shown });
}

/** https://developer.zendesk.com/api-reference/ticketing/groups/groups/#list-groups */
export function listGroups({ state }: World, call: Call): Reply {
  const order: Sortable<Group> = { keys: { id: (group) => group.id }, id: (group) => group.id };
  const { items, envelope } = paginate(call, [...state.groups.values()], order);
  return ok({ groups: items.map((group) => presentGroup(call.origin, group)), ...envelope });
}

/** https://developer.zendesk.com/api-reference/ticketing/groups/groups/#show-group */
export function showGroup({ state }: World, call: Call): Reply {
  return ok({ group: presentGroup(call.origin, found(state.groups.get(idParam(call)))) });
}

/** https://developer.zendesk.com/api-reference/ticketing/account-configuration/brands/#list-brands */
export function listBrands({ state }: World, call: Call): Reply {
  const order: Sortable<Brand> = { keys: { id: (brand) => brand.id }, id: (brand) => brand.id };
  const { items, envelope } = paginate(call, [...state.brands.values()], order);
  const forms = [...state.ticketForms.keys()];
  return ok({ brands: items.map((brand) => presentBrand(call.origin, brand, forms)), ...envelope });
}

/** https://developer.zendesk.com/api-reference/ticketing/account-configuration/brands/#show-a-brand */
export function showBrand({ state }: World, call: Call): Reply {
  const brand = found(state.brands.get(idParam(call)));
  return ok({ brand: presentBrand(call.origin, brand, [...state.ticketForms.keys()]) });
}

function found<T>(record: T | undefined): T {
  if (record === undefined) throw recordNotFound();
  return record;
}

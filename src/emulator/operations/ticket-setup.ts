import { idParam, ok, type Call, type Reply } from '../call';
import { recordNotFound } from '../errors';
import { paginate, type Sortable } from '../pagination';
import { presentBrand, presentCustomStatus } from '../presenters/ticket-setup';
import type { Brand } from '../records';
import type { World } from '../world';

/** https://developer.zendesk.com/api-reference/ticketing/tickets/custom_ticket_statuses/#list-custom-ticket-statuses */
export function listCustomStatuses({ state }: World, call: Call): Reply {
  const createdAt = [...state.ticketForms.values()][0]?.createdAt ?? '';
  const shown = [...state.customStatuses.values()].map((status) =>
    presentCustomStatus(call.origin, status, createdAt),
  );
  return ok({ custom_statuses: shown });
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
  const brand = state.brands.get(idParam(call));
  if (!brand) throw recordNotFound();
  return ok({ brand: presentBrand(call.origin, brand, [...state.ticketForms.keys()]) });
}

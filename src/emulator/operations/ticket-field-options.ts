import { idParam, noContent, ok, type Call, type Reply } from '../call';
import { invalidField, recordNotFound } from '../errors';
import { paginate, type Sortable } from '../pagination';
import { readParams } from '../params/read-params';
import { fieldOptionParams } from '../params/ticket-field-params';
import { presentFieldOption } from '../presenters/ticket-field';
import type { FieldOption, TicketField } from '../records';
import { stripLostOptions, writtenOption } from '../rules/field-options';
import type { World } from '../world';
import { findTicketField, readerOf } from './ticket-fields';

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#list-ticket-field-options */
export function listTicketFieldOptions({ state }: World, call: Call): Reply {
  const { options } = findTicketField(state, call);
  const order: Sortable<FieldOption> = {
    keys: { position: (option) => options.indexOf(option) },
    id: (option) => option.id,
  };
  const { items, envelope } = paginate(call, options, order);
  const shown = items.map((option) => presentFieldOption(readerOf(state, call), option));
  return ok({ custom_field_options: shown, ...envelope });
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#show-ticket-field-option */
export function showTicketFieldOption({ state }: World, call: Call): Reply {
  const option = find(findTicketField(state, call), call);
  return ok({ custom_field_option: presentFieldOption(readerOf(state, call), option) });
}

/**
 * The other options stay: 200 for one that was there, 201 for a new one.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#create-or-update-ticket-field-option
 */
export function createOrUpdateTicketFieldOption(world: World, call: Call): Reply {
  const { state } = world;
  const before = findTicketField(state, call);
  if (before.type !== 'tagger' && before.type !== 'multiselect') {
    throw invalidField('base', `${before.title}: has no options`);
  }
  const { values, warning } = readParams(
    call.body,
    'custom_field_option',
    fieldOptionParams,
    'ticket_field_options#create_or_update',
  );
  const known = before.options.find(({ id }) => id === values.id);
  const option = writtenOption(state, before, values, known);
  refuseSibling(before, option);
  const options = known
    ? before.options.map((one) => (one.id === option.id ? option : one))
    : [...before.options, option];
  const others = (one: FieldOption) => ({ ...one, isDefault: one === option });
  store(world, before, option.isDefault ? options.map(others) : options);
  const location = `${call.origin}/api/v2/ticket_fields/${before.id}/options.json`;
  return {
    status: known ? 200 : 201,
    body: { custom_field_option: presentFieldOption(readerOf(state, call), option) },
    headers: { location, ...warning },
  };
}

/** Its choice goes from every ticket. https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#delete-ticket-field-option */
export function deleteTicketFieldOption(world: World, call: Call): Reply {
  const field = findTicketField(world.state, call);
  const option = find(field, call);
  const left = field.options.filter((one) => one !== option);
  store(world, field, left);
  return noContent();
}

function store(world: World, before: TicketField, options: FieldOption[]): void {
  const field = { ...before, options, updatedAt: world.clock.stamp() };
  world.state.ticketFields.set(field.id, field);
  stripLostOptions(world, before, field);
  world.changed();
}

function refuseSibling({ options }: TicketField, { id, value }: FieldOption): void {
  if (!options.some((other) => other.id !== id && other.value === value)) return;
  const description = `Options: ${value} has already been taken`;
  throw invalidField('custom_field_options', description, 'DuplicateValue');
}

function find({ options }: TicketField, call: Call): FieldOption {
  const option = options.find(({ id }) => id === idParam(call, 'optionId'));
  if (!option) throw recordNotFound();
  return option;
}

import { invalidField } from '../errors';
import type { FieldOptionParams } from '../params/ticket-field-params';
import type { FieldOption, FieldValue, Ticket, TicketField } from '../records';
import { nextId, type State } from '../state';
import type { World } from '../world';
import { tagsOfField, tagsOfValue } from './field-values';

const MAX_OPTIONS = 2_000;
const LIST = 'custom_field_options';

/**
 * The whole new list; an option is known by its id or else by its value, and keeps its id.
 * @returns what the field is to have. Throws 422 for a value that is blank, spaced or taken.
 */
export function writtenOptions(
  state: State,
  field: TicketField,
  wishes: readonly FieldOptionParams[],
): FieldOption[] {
  if (wishes.length > MAX_OPTIONS)
    throw invalidField(LIST, `Options: are more than ${MAX_OPTIONS}`);
  const known = (wish: FieldOptionParams) =>
    field.options.find(({ id }) => id === wish.id) ??
    field.options.find(({ value }) => value === asValue(wish.value));
  const options = wishes.map((wish) => writtenOption(state, field, wish, known(wish)));
  const values = options.map(({ value }) => value);
  const twice = values.find((value, place) => values.indexOf(value) !== place);
  if (twice !== undefined) throw taken(twice);
  if (options.filter(({ isDefault }) => isDefault).length > 1) {
    throw invalidField(LIST, 'Options: only one can be the default');
  }
  return options;
}

/**
 * @param known the option that is changed; undefined for a new one
 * @returns one option as it is to be kept. Throws 422 like the whole list.
 */
export function writtenOption(
  state: State,
  field: TicketField,
  wish: FieldOptionParams,
  known: FieldOption | undefined,
): FieldOption {
  const name = wish.name.trim();
  const value = asValue(wish.value);
  if (!name || !value) throw invalidField(LIST, 'Options: cannot be blank', 'BlankValue');
  if (/[\s"',&]/.test(value)) {
    throw invalidField(LIST, `Options: ${value} is not a tag`, 'InvalidFormat');
  }
  refuseTakenTag(state, field.id, value);
  const isDefault = wish.default ?? known?.isDefault ?? false;
  return { id: known?.id ?? nextId(state), name, value, isDefault };
}

/** A tag tells one field alone. Throws 422. */
export function refuseTakenTag(state: State, ownId: number, tag: string): void {
  const owner = [...state.ticketFields.values()].find(
    (field) => field.id !== ownId && tagsOfField(field).includes(tag),
  );
  if (owner) throw taken(tag);
}

/**
 * Takes choices that are no longer offered off every ticket, closed ones too, with their tags.
 * Zendesk does this in a job a little later, and no audit tells of it.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#updating-drop-down-field-options
 * @param before the field as it was; `after` is the field as it is now
 */
export function stripLostOptions(world: World, before: TicketField, after: TicketField): void {
  const offered = tagsOfField(after);
  const lost = tagsOfField(before).filter((value) => !offered.includes(value));
  if (lost.length === 0) return;
  for (const ticket of world.state.tickets.values()) {
    const value = ticket.customFields[before.id];
    const gone = tagsOfValue(before, value).filter((tag) => lost.includes(tag));
    if (gone.length > 0) strip(world, ticket, before.id, left(value, gone), gone);
  }
}

function strip(world: World, ticket: Ticket, fieldId: number, value: FieldValue, tags: string[]) {
  world.state.tickets.set(ticket.id, {
    ...ticket,
    customFields: { ...ticket.customFields, [fieldId]: value },
    tags: ticket.tags.filter((tag) => !tags.includes(tag)),
    generatedTimestamp: Math.floor(world.clock.now() / 1000),
  });
}

function left(value: FieldValue | undefined, gone: string[]): FieldValue {
  if (!Array.isArray(value)) return null;
  const kept = value.filter((one) => !gone.includes(one));
  return kept.length > 0 ? kept : null;
}

function asValue(text: string): string {
  return text.trim().toLowerCase();
}

function taken(value: string) {
  return invalidField(LIST, `Options: ${value} has already been taken`, 'DuplicateValue');
}

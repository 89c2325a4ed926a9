import { invalidField } from '../errors';
import type { TicketFormParams } from '../params/ticket-form-params';
import type { FormCondition, TicketForm } from '../records';
import { nextId, type State } from '../state';
import type { World } from '../world';

/** @returns a new form, already stored, the last of all. Throws 422. */
export function createTicketFormRecord(world: World, params: TicketFormParams): TicketForm {
  const { state, clock } = world;
  const name = params.name?.trim() ?? '';
  const positions = [...state.ticketForms.values()].map(({ position }) => position);
  const blank: TicketForm = {
    ...{ id: 0, name, displayName: name, position: Math.max(0, ...positions) + 1 },
    ...{ ticketFieldIds: [], active: true, isDefault: false, endUserVisible: true },
    ...{ inAllBrands: true, restrictedBrandIds: [], agentConditions: [], endUserConditions: [] },
    ...{ createdAt: clock.stamp(), updatedAt: clock.stamp() },
  };
  const form = written(state, blank, params);
  form.id = nextId(state);
  return store(world, form);
}

/** @returns the form as it is now. Throws 422 and changes nothing when Zendesk would refuse. */
export function changeTicketFormRecord(
  world: World,
  before: TicketForm,
  params: TicketFormParams,
): TicketForm {
  const form = written(world.state, before, params);
  return store(world, { ...form, updatedAt: world.clock.stamp() });
}

/** Tickets keep the id of their form. Throws 422 for the default form. */
export function deleteTicketFormRecord(world: World, form: TicketForm): void {
  if (form.isDefault) throw invalidField('base', `${form.name}: is the default form and stays`);
  world.state.ticketForms.delete(form.id);
  world.changed();
}

/** A form that becomes the default takes that from the one that was. */
function store(world: World, form: TicketForm): TicketForm {
  const { ticketForms } = world.state;
  if (form.isDefault) {
    for (const other of ticketForms.values()) other.isDefault = false;
  }
  ticketForms.set(form.id, form);
  world.changed();
  return form;
}

function written(state: State, before: TicketForm, params: TicketFormParams): TicketForm {
  const form: TicketForm = {
    ...before,
    name: params.name === undefined ? before.name : (params.name ?? '').trim(),
    displayName: params.display_name ?? before.displayName,
    position: params.position ?? before.position,
    ticketFieldIds: params.ticket_field_ids ?? before.ticketFieldIds,
    active: params.active ?? before.active,
    isDefault: params.default ?? before.isDefault,
    endUserVisible: params.end_user_visible ?? before.endUserVisible,
    inAllBrands: params.in_all_brands ?? before.inAllBrands,
    restrictedBrandIds: params.restricted_brand_ids ?? before.restrictedBrandIds,
    agentConditions: params.agent_conditions ?? before.agentConditions,
    endUserConditions: params.end_user_conditions ?? before.endUserConditions,
  };
  if (!form.name) throw invalidField('name', 'Name: cannot be blank', 'BlankValue');
  refuseLostDefault(before, form);
  const unknown = form.ticketFieldIds.find((id) => !state.ticketFields.has(id));
  if (unknown !== undefined) {
    throw invalidField('ticket_field_ids', `Ticket fields: ${unknown} is not a ticket field`);
  }
  form.ticketFieldIds = [...new Set(form.ticketFieldIds)];
  refuseConditions(state, form, 'agent_conditions', form.agentConditions);
  refuseConditions(state, form, 'end_user_conditions', form.endUserConditions);
  return form;
}

function refuseLostDefault(before: TicketForm, form: TicketForm): void {
  if (before.isDefault && !form.isDefault) {
    throw invalidField('default', 'Default: make another form the default instead');
  }
  if (form.isDefault && !form.active) {
    throw invalidField('active', 'Active: the default form stays active');
  }
}

/**
 * Parents and children are fields of the form, a dropdown's value is one of its options.
 * https://support.zendesk.com/hc/en-us/articles/4408834799770
 */
function refuseConditions(
  { ticketFields }: State,
  { ticketFieldIds }: TicketForm,
  list: 'agent_conditions' | 'end_user_conditions',
  conditions: FormCondition[],
): void {
  for (const { parent_field_id: parentId, value, child_fields: children } of conditions) {
    const ids = [parentId, ...children.map(({ id }) => id)];
    const absent = ids.find((id) => !ticketFieldIds.includes(id));
    if (absent !== undefined) throw invalidField(list, `Conditions: ${absent} is not in the form`);
    if (ids.indexOf(parentId, 1) > 0) {
      throw invalidField(list, `Conditions: ${parentId} cannot depend on itself`);
    }
    const parent = ticketFields.get(parentId);
    const hasOptions = parent?.type === 'tagger' || parent?.type === 'multiselect';
    if (hasOptions && !parent.options.some((option) => option.value === value)) {
      throw invalidField(list, `Conditions: ${String(value)} is not an option of ${parent.title}`);
    }
  }
}

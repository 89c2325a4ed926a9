import { invalidField, notImplemented } from '../errors';
import type { TicketFieldParams } from '../params/ticket-field-params';
import type { TicketField, TicketForm } from '../records';
import { nextId, type State } from '../state';
import type { World } from '../world';
import { refuseTakenTag, stripLostOptions, writtenOptions } from './field-options';

const TYPES = [
  ...['text', 'textarea', 'checkbox', 'date', 'integer', 'decimal', 'regexp'],
  ...['partialcreditcard', 'multiselect', 'tagger'],
];
/** Every ticket has them, so they cannot even be switched off. */
const ALWAYS_ACTIVE = ['subject', 'description', 'status', 'custom_status', 'group', 'assignee'];
const LAST_POSITION = 9999;

/**
 * @returns a new custom field, already stored
 * Throws 422 for what Zendesk refuses, 501 for a lookup field.
 */
export function createTicketFieldRecord(
  world: World,
  type: string,
  params: TicketFieldParams,
): TicketField {
  if (type === 'lookup') throw notImplemented('POST', '/api/v2/ticket_fields (type lookup)');
  if (!TYPES.includes(type)) throw invalidField('type', `Type: ${type} is invalid`);
  const stamp = world.clock.stamp();
  const blank: TicketField = {
    ...{ id: 0, type, title: '', titleInPortal: '', description: '', agentDescription: null },
    ...{ position: LAST_POSITION, active: true, removable: true, required: false },
    ...{ collapsedForAgents: false, visibleInPortal: false, editableInPortal: false },
    ...{ requiredInPortal: false, regexpForValidation: null, tag: null, options: [] },
    ...{ createdAt: stamp, updatedAt: stamp },
  };
  const field = written(world.state, blank, {
    ...params,
    title: params.title ?? '',
    title_in_portal: params.title_in_portal ?? params.title,
  });
  field.id = nextId(world.state);
  world.state.ticketFields.set(field.id, field);
  world.changed();
  return field;
}

/** @returns the field as it is now. Throws 422 and changes nothing when Zendesk would refuse. */
export function changeTicketFieldRecord(
  world: World,
  before: TicketField,
  params: TicketFieldParams,
): TicketField {
  const field = written(world.state, before, params);
  field.updatedAt = world.clock.stamp();
  world.state.ticketFields.set(field.id, field);
  stripLostOptions(world, before, field);
  world.changed();
  return field;
}

/**
 * The field goes from its forms and tickets; the tags it has put on tickets stay.
 * Throws 422 for a system field and for one a form's condition rests on.
 */
export function deleteTicketFieldRecord(world: World, field: TicketField): void {
  const { state } = world;
  if (!field.removable) throw invalidField('base', `${field.title}: is a system field`);
  refuseInCondition(state, field);
  state.ticketFields.delete(field.id);
  for (const form of state.ticketForms.values()) {
    form.ticketFieldIds = form.ticketFieldIds.filter((id) => id !== field.id);
  }
  for (const { customFields } of state.tickets.values()) delete customFields[field.id];
  world.changed();
}

function written(state: State, before: TicketField, params: TicketFieldParams): TicketField {
  const field: TicketField = {
    ...before,
    title: params.title === undefined ? before.title : (params.title ?? '').trim(),
    titleInPortal: (params.title_in_portal ?? before.titleInPortal).trim(),
    description: params.description ?? before.description,
    agentDescription:
      params.agent_description === undefined ? before.agentDescription : params.agent_description,
    position: params.position ?? before.position,
    active: params.active ?? before.active,
    required: params.required ?? before.required,
    collapsedForAgents: params.collapsed_for_agents ?? before.collapsedForAgents,
    visibleInPortal: params.visible_in_portal ?? before.visibleInPortal,
    editableInPortal: params.editable_in_portal ?? before.editableInPortal,
    requiredInPortal: params.required_in_portal ?? before.requiredInPortal,
    regexpForValidation: writtenPattern(before, params),
    tag: writtenTag(state, before, params),
  };
  if (!field.title) throw invalidField('title', 'Title: cannot be blank', 'BlankValue');
  if (before.active && !field.active) refuseSwitchedOff(state, field);
  if (field.type !== 'tagger' && field.type !== 'multiselect') return field;
  const wishes = params.custom_field_options;
  if (wishes) field.options = writtenOptions(state, before, wishes);
  if (field.options.length > 0) return field;
  throw invalidField('custom_field_options', 'Options: cannot be blank', 'BlankValue');
}

function writtenPattern(before: TicketField, params: TicketFieldParams): string | null {
  if (before.type !== 'regexp') return null;
  const pattern = params.regexp_for_validation ?? before.regexpForValidation;
  const where = 'regexp_for_validation';
  if (!pattern) throw invalidField(where, 'Regular expression: cannot be blank', 'BlankValue');
  try {
    new RegExp(pattern);
  } catch {
    throw invalidField(where, 'Regular expression: is invalid', 'InvalidFormat');
  }
  return pattern;
}

function writtenTag(state: State, before: TicketField, params: TicketFieldParams): string | null {
  if (before.type !== 'checkbox' || params.tag === undefined) return before.tag;
  const tag = params.tag?.trim().toLowerCase();
  if (!tag) return null;
  if (/\s/.test(tag)) throw invalidField('tag', `Tag: ${tag} is invalid`, 'InvalidFormat');
  refuseTakenTag(state, before.id, tag);
  return tag;
}

function refuseSwitchedOff(state: State, field: TicketField): void {
  if (ALWAYS_ACTIVE.includes(field.type)) {
    throw invalidField('active', `${field.title}: is a system field and stays active`);
  }
  refuseInCondition(state, field);
}

/** https://support.zendesk.com/hc/en-us/articles/4408834799770 */
function refuseInCondition({ ticketForms }: State, { id, title }: TicketField): void {
  const form = [...ticketForms.values()].find((one) => fieldsInConditions(one).includes(id));
  if (form) throw invalidField('base', `${title}: is used by a condition of the form ${form.name}`);
}

function fieldsInConditions({ agentConditions, endUserConditions }: TicketForm): number[] {
  return [...agentConditions, ...endUserConditions].flatMap((condition) => [
    condition.parent_field_id,
    ...condition.child_fields.map(({ id }) => id),
  ]);
}

import { PRIORITIES, STATUSES, TYPES, type FieldOption, type TicketField } from '../records';
import { renderDynamicContent } from '../rules/render-dynamic-content';
import type { State } from '../state';

/** Who reads, and where: what placeholders and addresses are written for. */
export interface Reader {
  state: State;
  origin: string;
  localeId: number;
}

/**
 * `raw_*` is what was written, its twin what the reader reads.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#json-format
 */
export function presentTicketField(reader: Reader, field: TicketField) {
  const read = (text: string) => renderDynamicContent(reader.state, text, reader.localeId);
  const base = {
    url: `${reader.origin}/api/v2/ticket_fields/${field.id}.json`,
    id: field.id,
    type: field.type,
    title: read(field.title),
    raw_title: field.title,
    description: read(field.description),
    raw_description: field.description,
    position: field.position,
    active: field.active,
    required: field.required,
    collapsed_for_agents: field.collapsedForAgents,
    regexp_for_validation: field.regexpForValidation,
    title_in_portal: read(field.titleInPortal),
    raw_title_in_portal: field.titleInPortal,
    visible_in_portal: field.visibleInPortal,
    editable_in_portal: field.editableInPortal,
    required_in_portal: field.requiredInPortal,
    tag: field.tag,
    created_at: field.createdAt,
    updated_at: field.updatedAt,
    removable: field.removable,
    key: null,
    agent_description: field.agentDescription,
  };
  const system = SYSTEM_OPTIONS[field.type];
  if (system) {
    return {
      ...base,
      system_field_options: system.map((value) => ({ name: capitalised(value), value })),
      ...(field.type !== 'tickettype' && { sub_type_id: field.type === 'status' ? 1 : 0 }),
    };
  }
  if (field.type === 'custom_status') return { ...base, ...presentStatuses(reader) };
  if (field.type !== 'tagger' && field.type !== 'multiselect') return base;
  const options = field.options.map((option) => presentFieldOption(reader, option));
  return { ...base, custom_field_options: options };
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#list-ticket-field-options */
export function presentFieldOption({ state, localeId }: Reader, option: FieldOption) {
  return {
    id: option.id,
    name: renderDynamicContent(state, option.name, localeId),
    raw_name: option.name,
    value: option.value,
    default: option.isDefault,
  };
}

const SYSTEM_OPTIONS: Record<string, readonly string[]> = {
  status: STATUSES,
  priority: PRIORITIES,
  tickettype: TYPES,
};

function presentStatuses({ state, origin }: Reader) {
  const statuses = [...state.customStatuses.values()].map((status) => ({
    url: `${origin}/api/v2/custom_statuses/${status.id}.json`,
    id: status.id,
    status_category: status.category,
    agent_label: status.agentLabel,
    end_user_label: status.endUserLabel,
    active: true,
    default: true,
  }));
  return { custom_statuses: statuses };
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

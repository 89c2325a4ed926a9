import type { Brand, CustomStatus, Group, TicketField, TicketForm } from '../records';
import { PRIORITIES, STATUSES, TYPES } from '../records';

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#json-format */
export function presentTicketField(origin: string, field: TicketField) {
  const base = {
    url: `${origin}/api/v2/ticket_fields/${field.id}.json`,
    id: field.id,
    type: field.type,
    title: field.title,
    raw_title: field.title,
    description: '',
    raw_description: '',
    position: field.position,
    active: true,
    required: field.required,
    collapsed_for_agents: false,
    regexp_for_validation: null,
    title_in_portal: field.title,
    raw_title_in_portal: field.title,
    visible_in_portal: field.visibleInPortal,
    editable_in_portal: field.editableInPortal,
    required_in_portal: field.requiredInPortal,
    tag: null,
    created_at: field.createdAt,
    updated_at: field.createdAt,
    removable: field.removable,
    key: null,
    agent_description: null,
  };
  const system = SYSTEM_OPTIONS[field.type];
  if (system) {
    return {
      ...base,
      system_field_options: system.map((value) => ({ name: capitalised(value), value })),
    };
  }
  if (field.type !== 'tagger') return base;
  const options = field.options.map(({ id, name, value }) => ({
    id,
    name,
    raw_name: name,
    value,
    default: false,
  }));
  return { ...base, custom_field_options: options };
}

const SYSTEM_OPTIONS: Record<string, readonly string[]> = {
  status: STATUSES,
  priority: PRIORITIES,
  tickettype: TYPES,
};

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/#json-format */
export function presentTicketForm(origin: string, form: TicketForm) {
  return {
    url: `${origin}/api/v2/ticket_forms/${form.id}.json`,
    id: form.id,
    name: form.name,
    raw_name: form.name,
    display_name: form.name,
    raw_display_name: form.name,
    end_user_visible: form.endUserVisible,
    position: 0,
    ticket_field_ids: form.ticketFieldIds,
    active: true,
    default: form.isDefault,
    created_at: form.createdAt,
    updated_at: form.createdAt,
    in_all_brands: true,
    restricted_brand_ids: [],
    end_user_conditions: [],
    agent_conditions: [],
  };
}

/** https://developer.zendesk.com/api-reference/ticketing/groups/groups/#json-format */
export function presentGroup(origin: string, group: Group) {
  return {
    url: `${origin}/api/v2/groups/${group.id}.json`,
    id: group.id,
    is_public: true,
    name: group.name,
    description: '',
    default: group.isDefault,
    deleted: false,
    created_at: group.createdAt,
    updated_at: group.createdAt,
  };
}

/** https://developer.zendesk.com/api-reference/ticketing/account-configuration/brands/#json-format */
export function presentBrand(origin: string, brand: Brand, formIds: number[]) {
  return {
    url: `${origin}/api/v2/brands/${brand.id}.json`,
    id: brand.id,
    name: brand.name,
    brand_url: origin,
    subdomain: brand.subdomain,
    host_mapping: null,
    has_help_center: false,
    help_center_state: 'disabled',
    active: true,
    default: true,
    is_deleted: false,
    logo: null,
    ticket_form_ids: formIds,
    signature_template: '{{agent.signature}}',
    created_at: brand.createdAt,
    updated_at: brand.createdAt,
  };
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/custom_ticket_statuses/#json-format */
export function presentCustomStatus(origin: string, status: CustomStatus, createdAt: string) {
  return {
    url: `${origin}/api/v2/custom_statuses/${status.id}.json`,
    id: status.id,
    status_category: status.category,
    agent_label: status.agentLabel,
    end_user_label: status.endUserLabel,
    description: '',
    end_user_description: '',
    raw_agent_label: `{{zd.status_${status.category}}}`,
    raw_end_user_label: `{{zd.status_${status.category}}}`,
    raw_description: '',
    raw_end_user_description: '',
    active: true,
    default: true,
    created_at: createdAt,
    updated_at: createdAt,
  };
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

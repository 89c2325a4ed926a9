import type { Brand, CustomStatus } from '../records';

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

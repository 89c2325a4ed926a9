import {
  actions,
  agentConditions,
  authentication,
  conditions,
  endUserConditions,
  flag,
  list,
  options,
  output,
  restriction,
  text,
  variants,
  words,
  type AttributeType,
} from './attribute-types';
import type { KindName } from './kind';

type Shape = Readonly<Record<string, AttributeType>>;

/**
 * What may be written of each kind, by Zendesk's names; all else it answers is its own.
 * https://developer.zendesk.com/api-reference/ticketing/introduction/
 */
export const ATTRIBUTES: Readonly<Record<KindName, Shape>> = {
  groups: { name: text, description: text, is_public: flag },
  dynamic_content: { name: text, default_locale: text, variants },
  ticket_fields: {
    type: text,
    title: text,
    description: text,
    agent_description: text,
    active: flag,
    required: flag,
    visible_in_portal: flag,
    editable_in_portal: flag,
    required_in_portal: flag,
    title_in_portal: text,
    regexp_for_validation: text,
    tag: text,
    custom_field_options: options,
  },
  ticket_forms: {
    name: text,
    display_name: text,
    end_user_visible: flag,
    active: flag,
    ticket_field_ids: list,
    agent_conditions: agentConditions,
    end_user_conditions: endUserConditions,
  },
  webhooks: {
    name: text,
    description: text,
    status: text,
    subscriptions: words,
    endpoint: text,
    http_method: text,
    request_format: text,
    authentication,
  },
  trigger_categories: { name: text },
  triggers: {
    title: text,
    description: text,
    active: flag,
    category_id: text,
    all: conditions,
    any: conditions,
    actions,
  },
  automations: { title: text, active: flag, all: conditions, any: conditions, actions },
  views: {
    title: text,
    description: text,
    active: flag,
    all: conditions,
    any: conditions,
    output,
    restriction,
  },
};

/** The attribute that says whether a thing is at work, for the kinds that can be put to sleep. */
export const SLEEP: Readonly<Partial<Record<KindName, { name: string; on: string | boolean }>>> = {
  ticket_fields: { name: 'active', on: true },
  ticket_forms: { name: 'active', on: true },
  webhooks: { name: 'status', on: 'active' },
  triggers: { name: 'active', on: true },
  automations: { name: 'active', on: true },
  views: { name: 'active', on: true },
};

/** @returns the attribute people know a thing by: `title` or `name` */
export function titleOf(kind: KindName): 'title' | 'name' {
  return 'title' in ATTRIBUTES[kind] ? 'title' : 'name';
}

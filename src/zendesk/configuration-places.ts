import type { z } from 'zod';
import type { ConfigurationResource, RawObject } from './configuration';
import { automation, trigger, view } from './wire/business-rule';
import { configuredWebhook } from './wire/configured-webhook';
import { dynamicContentItem } from './wire/dynamic-content';
import { group } from './wire/group';
import { ticketField } from './wire/ticket-field';
import { ticketForm } from './wire/ticket-form';
import { triggerCategory } from './wire/trigger-category';

interface Place {
  readonly path: string;
  /** The member of a single answer and of a list. */
  readonly one: string;
  readonly many: string;
  /** How a part of it is changed. */
  readonly method: 'PUT' | 'PATCH';
  readonly schema: z.ZodType<RawObject>;
  /** Plans without it answer as if we had no right to it, or as if there were no such address. */
  readonly mayBeMissing?: true;
}

export const PLACES: Readonly<Record<ConfigurationResource, Place>> = {
  groups: { ...place('groups', 'group', 'groups'), schema: group },
  dynamic_content: {
    ...place('dynamic_content/items', 'item', 'items'),
    schema: dynamicContentItem,
    mayBeMissing: true,
  },
  ticket_fields: {
    ...place('ticket_fields', 'ticket_field', 'ticket_fields'),
    schema: ticketField,
  },
  ticket_forms: {
    ...place('ticket_forms', 'ticket_form', 'ticket_forms'),
    schema: ticketForm,
    mayBeMissing: true,
  },
  webhooks: {
    ...place('webhooks', 'webhook', 'webhooks'),
    method: 'PATCH',
    schema: configuredWebhook,
  },
  trigger_categories: {
    ...place('trigger_categories', 'trigger_category', 'trigger_categories'),
    method: 'PATCH',
    schema: triggerCategory,
  },
  triggers: { ...place('triggers', 'trigger', 'triggers'), schema: trigger },
  automations: { ...place('automations', 'automation', 'automations'), schema: automation },
  views: { ...place('views', 'view', 'views'), schema: view },
};

function place(path: string, one: string, many: string) {
  return { path, one, many, method: 'PUT' as const };
}

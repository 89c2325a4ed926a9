import { z } from 'zod';

const rule = z.looseObject({ id: z.int(), title: z.string(), active: z.boolean() });

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#json-format */
export const trigger = rule.extend({
  category_id: z.string().nullish(),
  position: z.int().nullish(),
});

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/automations/#json-format */
export const automation = rule;

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/views/#json-format */
export const view = rule;

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#list-trigger-action-and-condition-definitions */
export const definitionsBody = z.object({ definitions: z.looseObject({}) });

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#update-trigger */
export const conditionedRule = z.object({
  conditions: z.object({ all: z.array(z.unknown()), any: z.array(z.unknown()) }),
  actions: z.array(z.unknown()),
});

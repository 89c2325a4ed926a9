import { z } from 'zod';
import type { RuleAction, RuleCondition } from '../records';
import { flag, id, optionalText, text } from './read-params';

const word = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]);
const conditionValue = z
  .union([word, z.array(word)])
  .nullable()
  .default(null);

/** `is` may be left out. */
const condition = z.object({
  field: text,
  operator: text.default('is'),
  value: conditionValue,
});
const conditions = z.array(condition).nullable();

const pair = z.tuple([word, word]);
const actionValue = z
  .union([word, z.array(z.union([word, z.array(pair)]))])
  .nullable()
  .default(null);
const action = z.object({ field: text, value: actionValue });

const ruleParams = z.object({
  title: optionalText,
  active: flag.optional(),
  position: z.number().int().nonnegative().optional(),
  conditions: z.object({ all: conditions.optional(), any: conditions.optional() }).optional(),
  all: conditions.optional(),
  any: conditions.optional(),
  actions: z.array(action).nullable().optional(),
});

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/automations/#json-format */
export const automationParams = ruleParams;

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#json-format */
export const triggerParams = ruleParams.extend({
  description: optionalText,
  category_id: id.optional(),
});

export const reorderParams = z.object({ trigger_ids: z.array(id) });

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/trigger_categories/#json-format */
export const categoryParams = z.object({
  name: optionalText,
  position: z.number().int().nonnegative().optional(),
});

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/trigger_categories/#create-batch-job-for-trigger-categories */
export const categoryJobParams = z.object({
  action: z.literal('patch'),
  items: z.object({
    trigger_categories: z
      .array(z.object({ id, position: z.number().int().nonnegative() }))
      .default([]),
    triggers: z
      .array(
        z.object({
          id,
          active: flag.optional(),
          category_id: id.optional(),
          position: z.number().int().nonnegative().optional(),
        }),
      )
      .default([]),
  }),
});

export interface RuleContent {
  all: RuleCondition[];
  any: RuleCondition[];
  actions: RuleAction[];
}

/**
 * @returns what the rule is to ask and do; undefined when the caller says nothing of it. Whoever says
 *   something says everything: what is not sent is cleared.
 */
export function contentOf(values: z.infer<typeof ruleParams>): RuleContent | undefined {
  const all = values.conditions?.all ?? values.all;
  const any = values.conditions?.any ?? values.any;
  const isSilent = values.conditions === undefined && all === undefined && any === undefined;
  if (isSilent && values.actions === undefined) return undefined;
  return { all: all ?? [], any: any ?? [], actions: values.actions ?? [] };
}

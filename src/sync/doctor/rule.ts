import { z } from 'zod';

const line = z.object({
  field: z.string(),
  operator: z.string().nullish(),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.unknown())]).nullish(),
});
export type RuleLine = z.infer<typeof line>;

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#json-format */
export const rule = z.object({
  id: z.int(),
  title: z.string(),
  active: z.boolean(),
  category_id: z.string().nullish(),
  conditions: z.object({ all: z.array(line), any: z.array(line) }),
  actions: z.array(line),
});
export type Rule = z.infer<typeof rule>;

import { z } from 'zod';
import { flag, id, optionalText, text } from './read-params';

const value = z.union([text, z.boolean().transform(String), z.array(text)]);
const conditionList = z.array(
  z.object({ field: z.string(), operator: z.string().default('is'), value: value.nullish() }),
);
const order = z.enum(['asc', 'desc']);

/** Conditions are taken flat or inside `conditions`. https://developer.zendesk.com/api-reference/ticketing/business-rules/views/#create-view */
export const viewParams = z.object({
  title: optionalText,
  description: optionalText,
  active: flag.optional(),
  position: z.number().int().optional(),
  all: conditionList.optional(),
  any: conditionList.optional(),
  conditions: z.object({ all: conditionList.optional(), any: conditionList.optional() }).optional(),
  output: z
    .object({
      columns: z.array(text).optional(),
      group_by: optionalText,
      group_order: order.optional(),
      sort_by: optionalText,
      sort_order: order.optional(),
    })
    .optional(),
  restriction: z
    .object({ type: z.enum(['Group', 'User']), id: id.optional(), ids: z.array(id).optional() })
    .nullable()
    .optional(),
});
export type ViewParams = z.infer<typeof viewParams>;

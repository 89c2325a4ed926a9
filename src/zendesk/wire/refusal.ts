import { z } from 'zod';

/**
 * Zendesk words its refusals in several envelopes; this reads what they share.
 * https://developer.zendesk.com/api-reference/introduction/requests/#400-range
 */
export const refusalBody = z.object({
  error: z
    .union([z.string(), z.object({ title: z.string().nullish(), message: z.string().nullish() })])
    .nullish()
    .catch(null),
  description: z.string().nullish().catch(null),
  /** Per field: `[{ description, error?, field_key? }]`. */
  details: z.unknown().optional(),
  errors: z.unknown().optional(),
});

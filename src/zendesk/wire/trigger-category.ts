import { z } from 'zod';

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/trigger_categories/#json-format */
export const triggerCategory = z.looseObject({ id: z.string(), name: z.string() });

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/trigger_categories/#create-batch-job-for-trigger-categories */
export const triggerJobBody = z.looseObject({
  status: z.string(),
  errors: z.array(z.unknown()).nullish(),
});

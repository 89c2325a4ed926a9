import { z } from 'zod';

/** https://developer.zendesk.com/api-reference/ticketing/groups/groups/#json-format */
export const group = z.looseObject({ id: z.int(), name: z.string() });

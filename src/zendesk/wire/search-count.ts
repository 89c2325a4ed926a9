import { z } from 'zod';

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/#show-results-count */
export const searchCount = z.object({ count: z.int() });

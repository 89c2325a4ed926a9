import { z } from 'zod';

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-attachments/#upload-files */
export const uploadBody = z.object({ upload: z.object({ token: z.string().min(1) }) });

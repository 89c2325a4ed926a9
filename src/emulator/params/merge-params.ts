import { z } from 'zod';
import { flag, id, optionalText } from './read-params';

/** https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#merge-tickets-into-target-ticket */
export const mergeParams = z.object({
  ids: z.array(id).min(1),
  source_comment: optionalText,
  source_comment_is_public: flag.default(false),
  target_comment: optionalText,
  target_comment_is_public: flag.default(false),
});

export type MergeParams = z.infer<typeof mergeParams>;

import { z } from 'zod';
import { optionalText } from './read-params';

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/satisfaction_ratings/#create-a-satisfaction-rating */
export const ratingParams = z.object({
  score: z.enum(['good', 'bad']),
  comment: optionalText,
});

export type RatingParams = z.infer<typeof ratingParams>;

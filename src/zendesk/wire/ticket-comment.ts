import { z } from 'zod';
import { user } from './user';

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-attachments/#json-format */
export const attachment = z.object({
  id: z.int(),
  file_name: z.string(),
  content_type: z.string().nullish(),
  size: z.number().nullish(),
  content_url: z.string(),
});
export type WireAttachment = z.infer<typeof attachment>;

/**
 * `public` is left unread here: whoever shows a comment compares it with `true` and nothing else.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/#json-format
 */
export const ticketComment = z.object({
  id: z.int(),
  author_id: z.int(),
  body: z.string().nullish(),
  public: z.unknown().optional(),
  created_at: z.iso.datetime({ offset: true }),
  attachments: z.array(attachment).nullish(),
});
export type WireComment = z.infer<typeof ticketComment>;

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/#list-comments, with `include=users` */
export const ticketCommentListBody = z.object({
  comments: z.array(ticketComment),
  users: z.array(user).nullish(),
});

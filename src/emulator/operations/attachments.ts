import { idParam, ok, type Call, type Reply } from '../call';
import { recordNotFound } from '../errors';
import { presentAttachment } from '../presenters/comment';
import type { World } from '../world';

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-attachments/#show-attachment */
export function showAttachment({ state }: World, call: Call): Reply {
  const attachment = state.attachments.get(idParam(call));
  if (!attachment) throw recordNotFound();
  return ok({ attachment: presentAttachment(call.origin, attachment) });
}

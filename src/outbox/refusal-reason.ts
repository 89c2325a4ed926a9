import type { RefusalReason } from '../domain/message';
import type { AppError } from '../errors';

/** @returns what the writer is told about an act that was set aside for this error */
export function toRefusalReason({ code, details }: AppError): RefusalReason {
  switch (code) {
    case 'invalid':
      if (details['reason'] === 'ticket_closed') return 'ticket_closed';
      return details['reason'] === 'not_solved' ? 'not_allowed' : 'refused_content';
    case 'forbidden':
    case 'unauthenticated':
      return 'not_allowed';
    case 'not_found':
      return details['reason'] === 'ticket_deleted' ? 'ticket_deleted' : 'unknown';
    default:
      return 'unknown';
  }
}

import { DEFAULT_LOCALE_ID } from '../../../locales';
import type { Ticket, User } from '../../../records';
import type { World } from '../../../world';
import type { Update } from '../occasion';
import { commentValues } from './comments';
import { personValues } from './people';
import { ticketValues } from './ticket-values';

interface Telling {
  ticket: Ticket;
  update: Update;
  /** Undefined for a webhook. */
  reader: User | undefined;
  isAutomation: boolean;
}

/**
 * What a rule's text may name. An unset one is blank; names are case-sensitive.
 * https://support.zendesk.com/hc/en-us/articles/4408886858138
 */
export function placeholdersOf(world: World, telling: Telling): Record<string, unknown> {
  const { ticket, update, reader } = telling;
  const localeId = reader?.localeId ?? DEFAULT_LOCALE_ID;
  const conversation = isSuppressed(telling)
    ? {}
    : {
        description: ticket.description,
        verbatim_description: ticket.description,
        ...commentValues(world, ticket, localeId, reader?.role !== 'end-user'),
      };
  return {
    ticket: { ...ticketValues(world, ticket, localeId), ...conversation },
    current_user: personValues(world.state, update.actor),
  };
}

/**
 * A stranger could have anything mailed to anybody by opening a ticket in their name, so what an end
 * user writes into a new ticket is not repeated to end users.
 * https://support.zendesk.com/hc/en-us/articles/4408833443226
 */
function isSuppressed({ update, reader, isAutomation }: Telling): boolean {
  return (
    !isAutomation &&
    update.type === 'Create' &&
    update.actor?.role === 'end-user' &&
    reader?.role === 'end-user'
  );
}

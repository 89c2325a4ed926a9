import { z } from 'zod';
import { idParam, ok, type Call, type Reply } from '../call';
import { invalidAttribute } from '../errors';
import { tags } from '../params/read-params';
import { updateTicketRecord } from '../rules/update-ticket';
import type { World } from '../world';
import { findTicket } from './tickets';

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/tags/#list-resource-tags */
export function listTicketTags({ state }: World, call: Call): Reply {
  return ok({ tags: findTicket(state, idParam(call)).tags });
}

/** POST replaces. https://developer.zendesk.com/api-reference/ticketing/ticket-management/tags/#set-tags */
export function setTicketTags(world: World, call: Call): Reply {
  return { ...change(world, call, (_old, sent) => sent), status: 201 };
}

/** PUT adds. https://developer.zendesk.com/api-reference/ticketing/ticket-management/tags/#add-tags */
export function addTicketTags(world: World, call: Call): Reply {
  return change(world, call, (old, sent) => [...old, ...sent]);
}

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/tags/#remove-tags */
export function removeTicketTags(world: World, call: Call): Reply {
  return change(world, call, (old, sent) => old.filter((tag) => !sent.includes(tag)));
}

function change(
  world: World,
  call: Call,
  combine: (old: string[], sent: string[]) => string[],
): Reply {
  const ticket = findTicket(world.state, idParam(call));
  const sent = z.object({ tags }).safeParse(call.body);
  if (!sent.success) throw invalidAttribute('tags must be a list of tags');
  const wanted = combine(ticket.tags, sent.data.tags);
  return ok({ tags: updateTicketRecord(world, call.user, ticket, { tags: wanted }).ticket.tags });
}

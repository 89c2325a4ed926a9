import type { Delivered } from './delivery';
import { addReply } from './deliveries/add-reply';
import { createTicket } from './deliveries/create-ticket';
import { solveTicket } from './deliveries/solve-ticket';
import type { ClaimedIntent } from './intent';

type Deps = Parameters<typeof createTicket>[0] &
  Parameters<typeof addReply>[0] &
  Parameters<typeof solveTicket>[0];

/** Does one claimed act in Zendesk. Throws what Zendesk's failure means (errors.ts). */
export async function perform(deps: Deps, claimed: ClaimedIntent): Promise<Delivered> {
  switch (claimed.kind) {
    case 'create':
      return createTicket(deps, claimed);
    case 'reply':
      return addReply(deps, claimed);
    case 'solve':
      return solveTicket(deps, claimed);
  }
}

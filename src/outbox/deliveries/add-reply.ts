import type { Files } from '../../storage/files';
import type { Zendesk } from '../../zendesk/zendesk';
import type { Delivered } from '../delivery';
import type { ClaimedIntent } from '../intent';
import type { HoldLease } from '../lease';
import type { Requesters } from '../requesters';
import type { TicketAddress } from '../ticket-address';
import { uploadFiles } from '../upload-files';
import { withPeople } from '../with-people';

type Deps = {
  zendesk: Pick<Zendesk, 'tickets' | 'uploads'>;
  files: Pick<Files, 'accepted' | 'read'>;
  requesters: Requesters;
  addressOf: TicketAddress;
  holdLease: HoldLease;
};
type Claimed = Extract<ClaimedIntent, { kind: 'reply' }>;

/**
 * Adds the person's words to their ticket, once. Zendesk has no key for comments, so each carries
 * our intent in the audit's metadata, and an unclear attempt is looked up there first.
 */
export async function addReply(deps: Deps, claimed: Claimed): Promise<Delivered> {
  const { number, untouched } = await deps.addressOf(claimed.reference);
  const { tickets } = deps.zendesk;
  if (claimed.unclear) {
    const comment = await tickets.findReply(number, claimed.intent);
    if (comment) return { ticket: await tickets.find(number, 'write'), comment };
  }
  const { requester, account, text } = claimed.payload;
  return withPeople(deps.requesters, requester, account, async ({ userId }) => {
    const uploadTokens = await uploadFiles(deps, claimed.intent);
    const reopen = !(untouched && (await isUntouched(tickets, number)));
    // Nothing in Zendesk stops a second comment, so the last step before it is to be sure of our turn.
    await deps.holdLease(claimed);
    return tickets.addReply(number, {
      authorId: userId,
      text,
      uploadTokens,
      reopen,
      intentId: claimed.intent,
    });
  });
}

/**
 * A ticket no agent has touched stays new; in every other state a reply makes it support's turn
 * again. Our copy may be a poll old, so before anything is left out Zendesk itself is asked.
 */
async function isUntouched(
  tickets: Pick<Zendesk['tickets'], 'find'>,
  number: number,
): Promise<boolean> {
  const { status, assigned } = await tickets.find(number, 'write');
  return status === 'open' && !assigned;
}

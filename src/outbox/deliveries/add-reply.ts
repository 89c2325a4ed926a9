import type { Files } from '../../storage/files';
import type { Zendesk } from '../../zendesk/zendesk';
import type { Delivered } from '../delivery';
import type { ClaimedIntent } from '../intent';
import type { Requesters } from '../requesters';
import type { TicketAddress } from '../ticket-address';
import { uploadFiles } from '../upload-files';

type Deps = {
  zendesk: Pick<Zendesk, 'tickets' | 'uploads'>;
  files: Pick<Files, 'accepted' | 'read'>;
  requesters: Requesters;
  addressOf: TicketAddress;
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
  const { userId } =
    account === null
      ? await deps.requesters.provisionAlone(requester)
      : await deps.requesters.provision(requester, account);
  return tickets.addReply(number, {
    authorId: userId,
    text,
    uploadTokens: await uploadFiles(deps, claimed.intent),
    // A ticket no agent has touched stays new; in every other state it is support's turn again.
    reopen: !untouched,
    intentId: claimed.intent,
  });
}

import { reached } from '../../steps';
import type { Files } from '../../storage/files';
import type { Zendesk } from '../../zendesk/zendesk';
import { changeOnce, toSeen } from '../change-once';
import type { Delivered } from '../delivery';
import type { ClaimedIntent } from '../intent';
import type { HoldLease } from '../lease';
import type { Requesters } from '../requesters';
import type { SeenTicket, TicketAddress } from '../ticket-address';
import { uploadFiles } from '../upload-files';
import { withPeople } from '../with-people';

type Deps = {
  zendesk: Pick<Zendesk, 'tickets' | 'uploads' | 'clock'>;
  files: Pick<Files, 'accepted' | 'read'>;
  requesters: Requesters;
  addressOf: TicketAddress;
  holdLease: HoldLease;
};
type Claimed = Extract<ClaimedIntent, { kind: 'reply' }>;

/** Adds the person's words to their ticket, once, and makes it support's turn. */
export async function addReply(deps: Deps, claimed: Claimed): Promise<Delivered> {
  const { tickets } = deps.zendesk;
  const { requester, account, text } = claimed.payload;
  return changeOnce(deps, claimed, {
    async lookUp(number, ticket) {
      const comment = await tickets.findReply(number, claimed.intent);
      return comment && { ticket, comment };
    },
    write: (number, seen) =>
      withPeople(deps.requesters, requester, account, async ({ userId }) => {
        const uploadTokens = await uploadFiles(deps, claimed.intent);
        const { updatedAt, untouched } = await distinct(deps, number, seen);
        // The last step before what cannot be taken back is to be sure of our turn.
        await deps.holdLease(claimed);
        reached('before-reply');
        const written = await tickets.addReply(number, {
          authorId: userId,
          text,
          uploadTokens,
          reopen: !untouched,
          intentId: claimed.intent,
          seenAt: updatedAt,
        });
        reached('replied');
        return written;
      }),
  });
}

/** Seconds. Zendesk's times are whole seconds, and its clock is known to us about as well. */
const SAME_MOMENT = 2;

/**
 * Zendesk tells two changes within one second apart by nothing. What was seen that recently may be
 * out of date under the same time, so before anything is left out because of it, it is read again.
 */
async function distinct(
  { zendesk }: Pick<Deps, 'zendesk'>,
  number: number,
  seen: SeenTicket,
): Promise<SeenTicket> {
  const age = zendesk.clock().getTime() - seen.updatedAt.getTime();
  if (!seen.untouched || age > SAME_MOMENT * 1000) return seen;
  return toSeen(await zendesk.tickets.find(number, 'write'));
}

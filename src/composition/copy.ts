import { applySnapshots } from '../mirror/apply-snapshots';
import { createConversations } from '../mirror/conversation';
import { createDirectory } from '../mirror/directory';
import { startFollowing } from '../mirror/follow-hints';
import type { IsOwed } from '../mirror/forget-ticket';
import { startPolling } from '../mirror/poll';
import { removeUnseen } from '../mirror/unseen';
import { within } from '../within';
import type { Zendesk } from '../zendesk/zendesk';
import type { Common } from './common';
import type { Records } from './records';

type Deps = Omit<Common, 'secrets' | 'metrics'> & { records: Records; zendesk: Zendesk };

/** How long stopping waits for a read under way; a poll repeats its page, a hint comes due again. */
const GRACE_MS = 500;

export type TicketCopy = ReturnType<typeof keepCopy>;

/** Our copy of Zendesk's tickets, and what keeps it fresh. */
export function keepCopy({ records, zendesk, settings, log, now, started }: Deps) {
  const { db, progress, hints, outbox } = records;
  const directory = createDirectory({ db, zendesk });
  const isOwed: IsOwed = (trx, reference) => outbox.owes(trx, reference);
  const apply = applySnapshots.bind(null, { db, directory, isOwed });
  started(
    startPolling(
      {
        ...{ zendesk, progress, apply, log, now },
        removeUnseen: removeUnseen.bind(null, { db, zendesk, progress, isOwed, now }),
      },
      settings.zendesk.pollSeconds * 1000,
    ),
    (poller) => within(GRACE_MS, poller.stop()),
  );
  const follower = started(startFollowing({ hints, zendesk, apply, log }), (running) =>
    within(GRACE_MS, running.stop()),
  );
  return {
    directory,
    conversations: createConversations({ db, zendesk, directory, apply, log }),
    wakeFollower: () => follower.wake(),
  };
}

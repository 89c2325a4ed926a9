import { writeThrough } from '../mirror/write-through';
import { WORKERS_CHANNEL } from '../outbox/call-workers';
import { deliverNext } from '../outbox/deliver';
import { holdLease } from '../outbox/lease';
import { perform } from '../outbox/perform';
import { createRequesters } from '../outbox/requesters';
import { startWatch } from '../outbox/watch';
import { startWorker } from '../outbox/worker';
import { listen } from '../storage/listen';
import { within } from '../within';
import type { Zendesk } from '../zendesk/zendesk';
import type { TicketCopy } from './copy';
import type { Common } from './common';
import type { Records } from './records';

type Deps = Pick<Common, 'log' | 'started'> & {
  records: Records;
  copy: Pick<TicketCopy, 'directory'>;
  zendesk: Zendesk;
};

/** How many deliveries run side by side, and how long a lane sleeps when nobody wakes it. */
const WORKER = { lanes: 4, idleMs: 1_000 };
/** How long stopping waits for a delivery. One left half-way is looked up and taken over after its lease. */
const GRACE_MS = 2_000;

/** What passes accepted acts on. @returns how to wake it */
export function startDelivery({ records, copy, zendesk, log, started }: Deps): () => void {
  const { db, connectionString, outbox, upkeep, tickets, files } = records;
  const { directory } = copy;
  const deliveries = {
    zendesk,
    files,
    requesters: createRequesters({ db, zendesk }),
    addressOf: (reference: string) => tickets.addressOf(reference),
    holdLease: holdLease.bind(null, { outbox }),
    log,
  };
  const worker = started(
    startWorker({
      readiness: () => zendesk.readiness(),
      deliverNext: () =>
        deliverNext({
          db,
          outbox,
          perform: (claimed) => perform(deliveries, claimed),
          onSettled: (trx, claimed, result) =>
            writeThrough({ directory, tickets }, trx, {
              reference: claimed.reference,
              isNewTicket: claimed.kind === 'create',
              author:
                claimed.kind === 'solve'
                  ? null
                  : { personId: claimed.personId, name: claimed.payload.requester.name },
              result,
            }),
          log,
          random: Math.random,
        }),
      log,
      ...WORKER,
    }),
    (running) => within(GRACE_MS, running.stop()),
  );
  started(
    listen({ connectionString, channel: WORKERS_CHANNEL, heard: () => worker.wake(), log }),
    (listener) => listener.stop(),
  );
  started(startWatch({ upkeep, log }), (watch) => watch.stop());
  return () => worker.wake();
}

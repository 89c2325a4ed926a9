import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log';
import type { Configuration } from '../settings/settings';
import type { DoctorPorts } from '../sync/doctor/check';
import { createProbe } from '../sync/doctor/probe';
import { runChecks, type CheckedFinding } from '../sync/doctor/run-checks';
import { parseLock } from '../sync/lock';
import { connectForUpkeep } from '../zendesk/connect-for-upkeep';
import { createMemoryLedger } from '../zendesk/memory-ledger';
import { toAreaOption, toImpactOption } from '../zendesk/ticket-mapping';
import { zendeskAuth } from './support';

type Deps = Configuration & {
  log: Log;
  now: () => Date;
  /** Whether it may make a ticket, and let Zendesk call the portal. */
  mayWrite: boolean;
  /** Seconds. */
  wait?: (seconds: number) => Promise<void>;
};

/**
 * Looks Zendesk over for what the portal relies on. Its calls are counted by themselves, so that it
 * works while the database is away, too; there are a few dozen.
 * @param show hears of each finding at once
 */
export async function examine(
  { settings, secrets, log, now, mayWrite, wait = sleepFor }: Deps,
  show: (finding: CheckedFinding) => void,
): Promise<CheckedFinding[]> {
  const { zendesk, offer, http } = settings;
  const { configuration, inspection, close } = connectForUpkeep({
    url: zendesk.url,
    auth: zendeskAuth(settings, secrets),
    timeoutMs: zendesk.timeoutMs,
    ledger: createMemoryLedger({ now }),
    ...{ log, now },
  });
  const probe = mayWrite ? createProbe(inspection, randomUUID) : null;
  const ports: DoctorPorts = {
    ask: inspection.ask,
    list: configuration.list,
    zendeskTime: inspection.clock,
    now,
    auth: zendesk.auth,
    lock: parseLock(JSON.stringify(zendesk.lock ?? {}), `lock.${zendesk.environment}.json`),
    options: {
      area: offer.kinds.map(({ key }) => toAreaOption(key)),
      impact: offer.impactLevels.map(({ key }) => toImpactOption(key)),
    },
    webhook: {
      endpoint: new URL('/webhooks/zendesk', http.publicUrl).href,
      secretDigests: secrets.webhook.map((secret) =>
        createHash('sha256').update(secret.reveal()).digest('hex'),
      ),
    },
    probe,
    wait,
  };
  try {
    return await runChecks(ports, show);
  } finally {
    await probe?.remove();
    await close();
  }
}

function sleepFor(seconds: number): Promise<void> {
  return sleep(seconds * 1000);
}

import type { Offer, Priority } from '../domain/offer';
import type { Impact } from '../domain/ticket';
import { toAppError } from '../errors';
import type { Secrets } from '../settings/secrets';
import type { Settings } from '../settings/settings';
import type { Auth } from '../zendesk/credentials';
import { toFieldIds } from '../zendesk/field-ids';
import { connectZendesk, type Zendesk } from '../zendesk/zendesk';
import type { Common } from './common';
import type { Records } from './records';

type Deps = Common & { records: Pick<Records, 'ledger' | 'outbox'> };

/** The door to Zendesk, its calls counted in the database for every process on it. */
export function connectSupport(deps: Deps): Zendesk {
  const { records, settings, secrets, log, metrics, now, started } = deps;
  const connection = connectZendesk({
    url: settings.zendesk.url,
    auth: zendeskAuth(settings, secrets),
    fieldIds: toFieldIds(settings.zendesk.lock),
    rules: { priorityByImpact: prioritiesOf(settings.offer) },
    timeoutMs: settings.zendesk.timeoutMs,
    log,
    now,
    observe: metrics.zendeskCall,
    ledger: records.ledger,
    onRecovered: () => {
      records.outbox.hurry().catch((error: unknown) => {
        log.warn({ error: toAppError(error) }, 'what waits could not be hurried');
      });
    },
  });
  return started(connection, (open) => open.close());
}

/** @returns how the portal shows itself to Zendesk, secret included */
export function zendeskAuth(
  { zendesk: { auth } }: { zendesk: Pick<Settings['zendesk'], 'auth'> },
  { zendesk }: Pick<Secrets, 'zendesk'>,
): Auth {
  const secret = zendesk.reveal();
  return auth.kind === 'oauth' ? { ...auth, clientSecret: secret } : { ...auth, token: secret };
}

function prioritiesOf(offer: Offer): Record<Impact, Priority> {
  const entries = offer.impactLevels.map(({ key, priority }) => [key, priority]);
  return Object.fromEntries(entries) as Record<Impact, Priority>;
}

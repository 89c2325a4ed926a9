import type { Offer, Priority } from '../domain/offer';
import type { Impact } from '../domain/ticket';
import type { Log } from '../log';
import type { Metrics } from '../metrics';
import type { Secrets } from '../settings/secrets';
import type { Settings } from '../settings/settings';
import type { Auth } from '../zendesk/credentials';
import { toFieldIds } from '../zendesk/field-ids';
import { connectZendesk, type Zendesk } from '../zendesk/zendesk';
import type { Started } from './endings';

type Deps = {
  settings: Settings;
  secrets: Secrets;
  log: Log;
  metrics: Metrics;
  now: () => Date;
  started: Started;
};

/** The door to Zendesk. */
export function connectSupport({ settings, secrets, log, metrics, now, started }: Deps): Zendesk {
  const connection = connectZendesk({
    url: settings.zendesk.url,
    auth: zendeskAuth(settings, secrets),
    fieldIds: toFieldIds(settings.zendesk.lock),
    rules: { priorityByImpact: prioritiesOf(settings.offer) },
    timeoutMs: settings.zendesk.timeoutMs,
    log,
    now,
    observe: metrics.zendeskCall,
  });
  return started(connection, (open) => open.close());
}

function zendeskAuth({ zendesk: { auth } }: Settings, { zendesk }: Secrets): Auth {
  const secret = zendesk.reveal();
  return auth.kind === 'oauth' ? { ...auth, clientSecret: secret } : { ...auth, token: secret };
}

function prioritiesOf(offer: Offer): Record<Impact, Priority> {
  const entries = offer.impactLevels.map(({ key, priority }) => [key, priority]);
  return Object.fromEntries(entries) as Record<Impact, Priority>;
}

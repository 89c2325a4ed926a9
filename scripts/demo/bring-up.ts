import { createEndings } from '../../src/composition/endings';
import { AppError } from '../../src/errors';
import { keepWebhookSecret } from '../../src/settings/demo-secrets';
import { Secret } from '../../src/settings/secrets';
import type { Configuration } from '../../src/settings/settings';
import { demoZendeskSettings } from '../../src/settings/zendesk';
import { readLockFile } from '../../src/settings/zendesk-lock';
import { adopt } from '../../src/sync/adopt/adopt';
import { sureOf } from '../../src/sync/adopt/propose';
import { applyDesired } from '../../src/sync/apply-desired';
import { openSite } from '../zendesk/open-site';
import { staffTheGroup } from './staff-the-group';

/**
 * Does with the demo's account what an administrator does with a real one: adopts Zendesk's own
 * rules, applies the files, and gives the portal the webhook's secret. An account that is as the
 * files say already stays as it is.
 * @returns the configuration, with the account's lock and the secret it signs with
 * @throws AppError when the account cannot be brought to the state of the files
 */
export async function bringUp(configuration: Configuration): Promise<Configuration> {
  const { settings, secrets } = configuration;
  const account = demoZendeskSettings(configuration);
  const endings = createEndings();
  try {
    const place = { settings: account, noColor: undefined, tell: () => undefined };
    const { site } = await openSite(place, {}, endings.started);
    await adopt(site, [], async (proposal, all) => sureOf(proposal, all)?.id);
    const { left } = await applyDesired(site);
    if (left.length > 0) {
      const names = left.map(({ kind, key }) => `${kind}.${key}`).join(', ');
      throw new AppError('internal', `The emulated account is not as the files say: ${names}.`);
    }
    const lock = readLockFile(account.lockFolder, account.environment) as Brought;
    await staffTheGroup(settings.zendesk.url, lock.groups.financial_support);
    const secret = await site.configuration.signingSecret(lock.webhooks.portal);
    keepWebhookSecret(settings.database.dataDir, secret);
    return {
      settings: { ...settings, zendesk: { ...settings.zendesk, lock } },
      secrets: { ...secrets, webhook: [new Secret(secret)] },
    };
  } finally {
    await endings.stop();
  }
}

/** What is read here of the lock of an account that has everything. */
interface Brought {
  groups: { financial_support: number };
  webhooks: { portal: string };
}

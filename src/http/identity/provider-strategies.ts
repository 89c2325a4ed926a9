import type { Strategy } from 'passport';
import { PROVIDERS, type Provider } from '../../domain/way-in';
import type { Portal } from '../../use-cases/portal';
import type { Browsers } from '../middleware/browser';
import { facebook } from './facebook';
import { google } from './google';
import type { ProviderApp } from './provider-app';
import { providerVisits } from './provider-visits';

const STRATEGIES = { google, facebook };

/**
 * @returns a strategy for each provider there is an application at. Each has a redirect URI of its
 *   own, so that one's answer can never be taken for another's (RFC 9700, section 4.4.2).
 */
export function providerStrategies(deps: {
  portal: Portal;
  browsers: Browsers;
  apps: Readonly<Record<Provider, ProviderApp | null>>;
  publicUrl: URL;
}): Record<string, Strategy> {
  const { portal, browsers, apps, publicUrl } = deps;
  const configured = PROVIDERS.flatMap((provider) => {
    const app = apps[provider];
    if (app === null) return [];
    const callback = new URL(`/sign-in/${provider}/callback`, publicUrl).href;
    const visits = providerVisits(portal, browsers, provider);
    return [[provider, STRATEGIES[provider](app, callback, visits)] as const];
  });
  return Object.fromEntries(configured);
}

import type { NextFunction, Request, Response } from 'express';
import type { Provider } from '../../domain/way-in';
import { AppError } from '../../errors';
import type { OfferedIdentity } from '../../use-cases/offer-identity';
import type { EndedVisit } from '../../use-cases/provider-visit';
import type { ProviderIdentity } from '../../domain/provider-identity';
import type { Portal } from '../../use-cases/portal';
import { readProviderAnswer } from '../forms/provider-answer';
import type { Enter } from '../identity/enter';
import { meetProvider, sendToProvider } from '../identity/meet-provider';
import type { Authenticator } from '../identity/passport';
import type { ProviderApp } from '../identity/provider-app';
import type { Browsers } from '../middleware/browser';
import { customerOf } from '../middleware/signed-in';
import type { AnswerProviderTrouble } from '../provider-trouble';
import type { OfferCookie } from '../offer-cookie';

interface Deps {
  readonly portal: Portal;
  readonly passport: Authenticator;
  readonly browsers: Browsers;
  readonly enter: Enter;
  readonly offers: OfferCookie;
  readonly apps: Readonly<Record<Provider, ProviderApp | null>>;
  readonly publicUrl: URL;
  readonly answerTrouble: AnswerProviderTrouble;
}

/** To Google or Facebook and back. */
export function providerHandlers(deps: Deps) {
  const { portal, passport, browsers, enter, offers, apps, publicUrl, answerTrouble } = deps;

  const signIn = (provider: Provider) => {
    return (request: Request, response: Response, next: NextFunction) => {
      const other = nameOfPublicUrl(publicUrl, request);
      if (response.locals.customer !== undefined) response.redirect(303, '/tickets');
      else if (other !== undefined) response.redirect(303, other);
      else {
        const browser = browsers.begin(request, response);
        const errand = { purpose: 'sign_in', personId: null, browser } as const;
        sendToProvider(passport, provider, errand, [request, response, next]);
      }
    };
  };

  const link = (provider: Provider) => {
    return (request: Request, response: Response, next: NextFunction) => {
      const browser = browsers.begin(request, response);
      const errand = { purpose: 'link', personId: customerOf(response).id, browser } as const;
      sendToProvider(passport, provider, errand, [request, response, next]);
    };
  };

  const comeBack = (provider: Provider) => {
    return async (request: Request, response: Response, next: NextFunction) => {
      try {
        await refuseMixUp(provider, request);
        const met = await meetProvider(passport, provider, [request, response, next]);
        await goOn(met, request, response);
      } catch (error) {
        answerTrouble(error, provider, response);
      }
    };
  };

  /** What is no code, or comes from somebody else, ends the visit before anybody is asked. */
  async function refuseMixUp(provider: Provider, request: Request): Promise<void> {
    const { state, outcome, issuer } = readProviderAnswer(request.query);
    const expected = apps[provider]?.issuer ?? undefined;
    const isFromAnother = issuer !== undefined && expected !== undefined && issuer !== expected;
    if (outcome === 'code' && !isFromAnother) return;
    await portal.endProviderVisit({ provider, state, browser: browsers.of(request) });
    if (isFromAnother) throw trouble('invalid', 'provider_refused');
    throw outcome === 'denied'
      ? trouble('forbidden', 'provider_denied')
      : trouble('unavailable', 'provider_failed');
  }

  async function goOn(
    { identity, visit }: { identity: ProviderIdentity; visit: EndedVisit },
    request: Request,
    response: Response,
  ): Promise<void> {
    if (visit.purpose === 'link') {
      await goOnLinking(identity, visit, response);
      return;
    }
    const browser = browsers.of(request);
    const outcome = await portal.signInWithProvider({ identity, browser });
    if (outcome.kind === 'offered') show(outcome, response);
    else await enter(request, response, outcome);
  }

  async function goOnLinking(
    identity: ProviderIdentity,
    { personId }: EndedVisit,
    response: Response,
  ): Promise<void> {
    const customer = customerOf(response);
    if (personId !== customer.id) throw trouble('invalid', 'provider_visit_ended');
    const outcome = await portal.offerOwnIdentity(customer, identity);
    if (outcome.kind === 'offered') show(outcome, response, '?return=%2Faccount');
    else response.redirect(303, '/account');
  }

  /** @param search the page to go to once it is answered (after-offer.ts) */
  function show({ token, key }: OfferedIdentity, response: Response, search = ''): void {
    offers.keep(response, key);
    response.redirect(303, `/identities/${token}${search}`);
  }

  return { signIn, link, comeBack };
}

function trouble(code: 'invalid' | 'forbidden' | 'unavailable', reason: string): AppError {
  return new AppError(code, 'A provider sent somebody back without a usable answer.', {
    details: { reason },
  });
}

/**
 * One's own machine answers to two names, and cookies are kept by name: whoever came by the other one
 * would come back from the provider as a stranger.
 */
function nameOfPublicUrl(publicUrl: URL, request: Request): string | undefined {
  const { hostname } = request;
  const isOther = publicUrl.protocol === 'http:' && hostname !== publicUrl.hostname;
  return isOther ? new URL(request.path, publicUrl).href : undefined;
}

import type { Request, RequestHandler, Response } from 'express';
import type { ProviderPurpose } from '../../domain/provider-identity';
import type { Provider } from '../../domain/way-in';
import type { Portal } from '../../use-cases/portal';
import type { Cookies } from '../cookies';
import { leaveFlash } from '../flash';
import type { Browsers } from '../middleware/browser';
import { customerOf } from '../middleware/signed-in';
import { pageAfterOffer, rememberOffer } from '../after-offer';
import type { OfferCookie } from '../offer-cookie';
import type { AnswerProviderTrouble } from '../provider-trouble';
import { LinkIdentityPage, ProveAddressPage } from '../pages/offered-identity';
import { sendPage } from '../send-page';

interface Deps {
  readonly portal: Portal;
  readonly browsers: Browsers;
  readonly cookies: Cookies;
  readonly offers: OfferCookie;
  readonly answerTrouble: AnswerProviderTrouble;
}

/** Which accounts at providers open a person's door, and those offered to. */
export function identityHandlers({ portal, browsers, cookies, offers, answerTrouble }: Deps) {
  const showOffer = async (request: Request, response: Response) => {
    const { customer } = response.locals;
    const halves = offers.halvesOf(request);
    const identity = await portal.showOffer(customer ?? null, halves);
    if (customer === undefined) {
      rememberOffer(cookies, request, response);
      sendPage(response, ProveAddressPage, { identity });
      return;
    }
    const returnTo = pageAfterOffer(request.query);
    sendPage(response, LinkIdentityPage, { identity, token: halves.token, returnTo });
  };

  const link = async (request: Request, response: Response) => {
    const customer = customerOf(response);
    const halves = offers.halvesOf(request);
    let purpose: ProviderPurpose;
    const { provider } = await portal.showOffer(customer, halves);
    const { device } = browsers.of(request);
    try {
      ({ purpose } = await portal.linkIdentity(customer, halves, { device }));
    } catch (error) {
      answerTrouble(error, provider, response);
      return;
    }
    offers.forget(response);
    if (purpose === 'link') await leaveFlash(request, 'provider_linked');
    response.redirect(303, pageAfterOffer(request.body));
  };

  const decline = async (request: Request, response: Response) => {
    await portal.declineIdentity(offers.halvesOf(request));
    offers.forget(response);
    response.redirect(303, pageAfterOffer(request.body));
  };

  const unlink = (provider: Provider): RequestHandler => {
    return async (request, response) => {
      const { device } = browsers.of(request);
      await portal.unlinkIdentity(customerOf(response), provider, { device });
      await leaveFlash(request, 'provider_unlinked');
      response.redirect(303, '/account');
    };
  };

  return { showOffer, link, decline, unlink };
}

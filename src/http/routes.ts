import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { PROVIDERS } from '../domain/way-in';
import { notFound } from '../errors';
import { refusal } from './refusal';
import type { accountHandlers } from './handlers/account';
import type { attachmentHandlers } from './handlers/attachments';
import type { helpCentreHandlers } from './handlers/help-centre';
import type { identityHandlers } from './handlers/identities';
import type { languageHandlers } from './handlers/language';
import type { mailboxHandlers } from './handlers/mailbox';
import type { passwordHandlers } from './handlers/password';
import type { providerHandlers } from './handlers/providers';
import type { proofHandlers } from './handlers/proof';
import type { refusedHandlers } from './handlers/refused';
import type { replyHandlers } from './handlers/replies';
import type { secondStepHandlers } from './handlers/second-step';
import type { secondStepSetupHandlers } from './handlers/second-step-setup';
import type { signInHandlers } from './handlers/sign-in';
import type { solutionHandlers } from './handlers/solutions';
import type { supportHandlers } from './handlers/support';
import type { ticketHandlers } from './handlers/tickets';
import type { webhookHandlers } from './handlers/webhooks';
import type { Csrf } from './middleware/csrf';
import { openWay } from './middleware/open-way';
import { signedIn } from './middleware/signed-in';
import { whenSignedIn } from './middleware/when-signed-in';

interface Handlers {
  readonly tickets: ReturnType<typeof ticketHandlers>;
  readonly replies: ReturnType<typeof replyHandlers>;
  readonly refused: ReturnType<typeof refusedHandlers>;
  readonly solutions: ReturnType<typeof solutionHandlers>;
  readonly attachments: ReturnType<typeof attachmentHandlers>;
  readonly signIn: ReturnType<typeof signInHandlers>;
  readonly password: ReturnType<typeof passwordHandlers>;
  readonly secondStep: ReturnType<typeof secondStepHandlers>;
  readonly secondStepSetup: ReturnType<typeof secondStepSetupHandlers>;
  readonly providers: ReturnType<typeof providerHandlers>;
  readonly identities: ReturnType<typeof identityHandlers>;
  readonly language: ReturnType<typeof languageHandlers>;
  readonly support: ReturnType<typeof supportHandlers>;
  readonly account: ReturnType<typeof accountHandlers>;
  readonly proof: ReturnType<typeof proofHandlers>;
  readonly helpCentre: ReturnType<typeof helpCentreHandlers> | undefined;
  readonly mailbox: ReturnType<typeof mailboxHandlers> | undefined;
}

/** What support's machines call: no session, no form token, no language. */
export function createMachineRoutes(webhooks: ReturnType<typeof webhookHandlers>): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.route('/webhooks/zendesk').post(readBytes, webhooks.receive).all(refuseMethod);
  return router;
}

/**
 * Every page and form. A plain form passes `csrf.form`; a form with files passes `csrf.sameOrigin`,
 * and its token is judged while it is read.
 */
export function createRoutes(
  {
    tickets,
    replies,
    refused,
    solutions,
    attachments,
    signIn,
    password,
    secondStep,
    secondStepSetup,
    providers,
    identities,
    language,
    support,
    account,
    proof,
    helpCentre,
    mailbox,
  }: Handlers,
  csrf: Csrf,
  proved: RequestHandler,
): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const form = [...readPlainForm('16kb'), csrf.form];
  const withFiles = csrf.sameOrigin;
  const at = (path: string) => router.route(path);

  // Routes are tried one after the other, and most visits want these.
  at('/tickets')
    .get(signedIn, tickets.list)
    .post(signedIn, withFiles, tickets.submit)
    .all(refuseMethod);
  at('/tickets/new').get(signedIn, tickets.form).all(refuseMethod);
  at('/tickets/:id').get(signedIn, tickets.show).all(refuseMethod);
  at('/tickets/:id/replies').post(signedIn, withFiles, replies.submit).all(refuseMethod);
  at('/tickets/:id/refused/:intent')
    .get(signedIn, refused.form)
    .post(signedIn, withFiles, refused.resend)
    .all(refuseMethod);
  at('/tickets/:id/refused/:intent/removal')
    .post(signedIn, form, refused.discard)
    .all(refuseMethod);
  at('/tickets/:id/solution').post(signedIn, form, solutions.submit).all(refuseMethod);
  at('/tickets/:id/attachments/:attachmentId').get(signedIn, attachments.open).all(refuseMethod);

  at('/').get(goTo('/tickets')).all(refuseMethod);

  at('/sign-in').get(signIn.choose).all(refuseMethod);
  const byCode = openWay('code');
  at('/sign-in/code')
    .get(byCode, signIn.askCode)
    .post(byCode, form, signIn.sendCode)
    .all(refuseMethod);
  at('/sign-in/code/confirmation').post(byCode, form, signIn.confirm).all(refuseMethod);
  const byPassword = openWay('password');
  at('/sign-in/password')
    .get(byPassword, password.ask)
    .post(byPassword, form, password.signIn)
    .all(refuseMethod);
  at('/sign-in/password/reset')
    .get(byPassword, password.askAddress)
    .post(byPassword, form, password.sendCode)
    .all(refuseMethod);
  at('/sign-in/password/reset/confirmation')
    .get(byPassword, password.askNewPassword)
    .post(byPassword, form, password.reset)
    .all(refuseMethod);
  at('/sign-in/second-step').get(secondStep.ask).post(form, secondStep.confirm).all(refuseMethod);
  at('/sign-in/second-step/message').post(form, secondStep.sendCode).all(refuseMethod);
  for (const provider of PROVIDERS) {
    const open = openWay(provider);
    at(`/sign-in/${provider}`).get(open, providers.signIn(provider)).all(refuseMethod);
    at(`/sign-in/${provider}/callback`).get(open, providers.comeBack(provider)).all(refuseMethod);
    at(`/account/identities/${provider}`)
      .get(open, signedIn, proved, providers.link(provider))
      .all(refuseMethod);
    at(`/account/identities/${provider}/removal`)
      .post(signedIn, form, proved, identities.unlink(provider))
      .all(refuseMethod);
  }
  at('/identities/:token')
    .get(whenSignedIn(proved), identities.showOffer)
    .post(signedIn, form, proved, identities.link)
    .all(refuseMethod);
  at('/identities/:token/refusal').post(form, identities.decline).all(refuseMethod);
  at('/sign-out').post(form, signIn.signOut).all(refuseMethod);
  at('/support').get(support.arrive).all(refuseMethod);
  at('/language').post(form, language.change).all(refuseMethod);

  const change = [signedIn, proved, ...form];
  at('/account/password')
    .get(byPassword, signedIn, proved, password.askChange)
    .post(byPassword, change, password.change)
    .all(refuseMethod);
  at('/account/second-step').get(signedIn, proved, secondStepSetup.show).all(refuseMethod);
  at('/account/second-step/app').post(change, secondStepSetup.beginApp).all(refuseMethod);
  at('/account/second-step/app/confirmation')
    .post(change, secondStepSetup.confirmApp)
    .all(refuseMethod);
  at('/account/second-step/app/removal').post(change, secondStepSetup.removeApp).all(refuseMethod);
  at('/account/second-step/phone')
    .get(signedIn, proved, secondStepSetup.askNumber)
    .post(change, secondStepSetup.beginPhone)
    .all(refuseMethod);
  at('/account/second-step/phone/confirmation')
    .post(change, secondStepSetup.confirmPhone)
    .all(refuseMethod);
  at('/account/second-step/phone/removal')
    .post(change, secondStepSetup.removePhone)
    .all(refuseMethod);
  at('/account/second-step/recovery-codes')
    .post(change, secondStepSetup.renewCodes)
    .all(refuseMethod);

  at('/account').get(signedIn, account.show).all(refuseMethod);
  at('/account/name').post(signedIn, form, account.rename).all(refuseMethod);
  at('/account/proof')
    .get(signedIn, proof.ask)
    .post(signedIn, form, proof.confirm)
    .all(refuseMethod);
  at('/account/proof/code').post(signedIn, form, proof.sendCode).all(refuseMethod);
  at('/account/proof/message').post(signedIn, form, proof.sendMessage).all(refuseMethod);
  at('/account/sessions/removal')
    .post(signedIn, form, proved, account.endOtherSessions)
    .all(refuseMethod);
  at('/account/sessions/:session/removal')
    .post(signedIn, form, proved, account.endSession)
    .all(refuseMethod);
  at('/account/trusted-browsers/removal').post(signedIn, form, account.endTrust).all(refuseMethod);
  at('/account/trusted-browsers/:browser/removal')
    .post(signedIn, form, account.endTrust)
    .all(refuseMethod);

  if (helpCentre !== undefined) {
    at('/help-centre').get(signedIn, helpCentre.leave).all(refuseMethod);
  }
  if (mailbox !== undefined) {
    at('/dev/mailbox').get(mailbox.show).all(refuseMethod);
    at('/dev/mailbox.json').get(mailbox.asJson).all(refuseMethod);
    at('/dev/mailbox/replies')
      .post(readPlainForm('1mb'), csrf.form, mailbox.answer)
      .all(refuseMethod);
  }

  router.use(() => {
    throw notFound('page');
  });
  return router;
}

/** Reads a form without files. Nearly every one of ours is small. */
const readPlainForm = (limit: string): RequestHandler[] => [
  (request, _response, next) => {
    if (!request.is('application/x-www-form-urlencoded')) {
      throw refusal('unsupported_media', 'Not a plain form.');
    }
    next();
  },
  express.urlencoded({ extended: false, limit, parameterLimit: 50 }),
];

/** Far more than a notice needs. What is packed is refused, since the signature is of the bytes sent. */
const readBytes = express.raw({ type: () => true, limit: '256kb', inflate: false });

const goTo = (path: string) => (_request: Request, response: Response) => {
  response.redirect(303, path);
};

/** Tells which verbs an address takes. */
export const refuseMethod: RequestHandler = (request, response) => {
  const { methods } = request.route as { methods: Record<string, boolean> };
  const known = Object.keys(methods).filter((method) => method !== '_all');
  const allowed = known.includes('get') ? [...known, 'head'] : known;
  response.set('Allow', allowed.join(', ').toUpperCase());
  throw refusal('method_not_allowed', `${request.method} is not possible here.`);
};

import express, { type Express } from 'express';
import { createAnswerError, createAnswerMachine } from './answer-error';
import { loadAssets, serveAssets } from './assets';
import { createCookies } from './cookies';
import { accountHandlers } from './handlers/account';
import { attachmentHandlers } from './handlers/attachments';
import { healthHandlers } from './handlers/health';
import { helpCentreHandlers } from './handlers/help-centre';
import { identityHandlers } from './handlers/identities';
import { languageHandlers } from './handlers/language';
import { mailboxHandlers } from './handlers/mailbox';
import { passwordHandlers } from './handlers/password';
import { providerHandlers } from './handlers/providers';
import { proofHandlers } from './handlers/proof';
import { refusedHandlers } from './handlers/refused';
import { replyHandlers } from './handlers/replies';
import { secondStepHandlers } from './handlers/second-step';
import { secondStepSetupHandlers } from './handlers/second-step-setup';
import { signInHandlers } from './handlers/sign-in';
import { solutionHandlers } from './handlers/solutions';
import { supportHandlers } from './handlers/support';
import { ticketHandlers } from './handlers/tickets';
import { createReceiveForm } from './handlers/uploads';
import { webhookHandlers } from './handlers/webhooks';
import { emailCode } from './identity/email-code';
import { createEnter } from './identity/enter';
import { createPassport } from './identity/passport';
import { password } from './identity/password';
import { providerStrategies } from './identity/provider-strategies';
import type { Site } from './locals';
import { createBrowsers } from './middleware/browser';
import { createCsrf } from './middleware/csrf';
import { createLanguages } from './middleware/locale';
import { privatePages } from './middleware/private-pages';
import { createProved } from './middleware/proved';
import { nameRequests } from './middleware/request-id';
import { securityHeaders } from './middleware/security-headers';
import { createSessions, markSeen } from './middleware/session';
import { recogniseCustomer } from './middleware/signed-in';
import { createVisits } from './middleware/visit';
import { createOfferCookie } from './offer-cookie';
import type { HttpParts } from './parts';
import { createAnswerProviderTrouble } from './provider-trouble';
import { createMachineRoutes, createRoutes, refuseMethod } from './routes';
import { createWords } from './words';

export type { HttpParts } from './parts';

/**
 * The browser's door: middleware in order, then the routes, then the one place that answers errors.
 * Listening is left to the caller.
 *
 * @throws Error when the catalogues differ between languages, or the assets were not built
 */
export function createHttpApp(parts: HttpParts): Express {
  const { portal, settings, sessions, assetsDir, log, observe, mailbox, random, now } = parts;
  const {
    secureCookies: secure,
    sessionSecrets: secrets,
    publicUrl,
    demo,
    helpUrl,
    hasHelpCentre,
    waysIn,
    providers: apps,
  } = settings;
  const words = createWords(parts.catalogues);
  const cookies = createCookies(secure);
  const visits = createVisits(cookies, random);
  const browsers = createBrowsers(cookies, visits, random);
  const languages = createLanguages(cookies, words);
  const enter = createEnter({ portal, cookies, visits, browsers, languages, now });
  const csrf = createCsrf({ secrets, publicUrl, visits });
  const passport = createPassport(portal, {
    'email-code': emailCode(portal, browsers),
    password: password(portal, browsers),
    ...providerStrategies({ portal, browsers, apps, publicUrl }),
  });
  const offers = createOfferCookie(cookies);
  const answerTrouble = createAnswerProviderTrouble({ portal, log });
  const receiveForm = createReceiveForm(portal, csrf);
  const health = healthHandlers(parts.health);

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // Express's own last resort, should answering an error fail, then shows no stack.
  app.set('env', 'production');
  app.set('trust proxy', settings.trustProxy);
  app.set('query parser', 'simple');

  app.use(nameRequests({ random, log, observe }));
  app.use(securityHeaders(publicUrl.protocol === 'https:'));
  app.use('/webhooks', privatePages);
  app.use(createMachineRoutes(webhookHandlers(portal)));
  app.use('/webhooks', createAnswerMachine(log));
  app.use('/assets', serveAssets(assetsDir), createAnswerMachine(log));
  app.use(privatePages);
  app.use(showSite({ assets: loadAssets(assetsDir), demo, helpUrl, hasHelpCentre, waysIn }));
  app.use(csrf.offerToken, languages.choose);
  app.route('/healthz').get(health.alive).all(refuseMethod);
  app.route('/readyz').get(health.ready).all(refuseMethod);
  app.use(createSessions({ table: sessions, cookies, secure, secrets, random, now }));
  app.use(passport.session());
  app.use(markSeen(now), recogniseCustomer, languages.preferPersons);
  app.use(
    createRoutes(
      {
        tickets: ticketHandlers({ portal, receiveForm, random }),
        replies: replyHandlers({ portal, receiveForm, random }),
        refused: refusedHandlers({ portal, receiveForm, random }),
        solutions: solutionHandlers(portal),
        attachments: attachmentHandlers(portal),
        signIn: signInHandlers({ portal, passport, cookies, browsers, enter }),
        password: passwordHandlers({ portal, passport, browsers, enter }),
        secondStep: secondStepHandlers({ portal, browsers, enter }),
        secondStepSetup: secondStepSetupHandlers({ portal, browsers }),
        providers: providerHandlers({
          ...{ portal, passport, browsers, enter, offers, apps, publicUrl, answerTrouble },
        }),
        identities: identityHandlers({ portal, browsers, cookies, offers, answerTrouble }),
        language: languageHandlers(portal, languages),
        support: supportHandlers(languages),
        account: accountHandlers(portal, browsers),
        proof: proofHandlers({ portal, cookies, browsers, now }),
        helpCentre: hasHelpCentre ? helpCentreHandlers(portal) : undefined,
        mailbox: demo && mailbox !== undefined ? mailboxHandlers(mailbox) : undefined,
      },
      csrf,
      createProved(now),
    ),
  );
  app.use(createAnswerError(log, cookies));
  return app;
}

function showSite(site: Site): express.RequestHandler {
  return (_request, response, next) => {
    response.locals.site = site;
    next();
  };
}

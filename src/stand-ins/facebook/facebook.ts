import { Router, urlencoded } from 'express';
import type { StandInOptions } from '../options';
import { createDialog } from './dialog';
import { createExchange } from './exchange';
import { answerGraphError } from './graph-error';
import { createLogins } from './logins';
import { createMe } from './me';

/** As much of Facebook Login and the Graph API as a sign-in needs, below any version. */
export function createFacebook(facebook: StandInOptions['facebook']): Router {
  const logins = createLogins(facebook.client);
  const dialog = createDialog({ facebook, logins });
  const exchange = createExchange(facebook.client, logins);
  const readForm = urlencoded({ extended: false });

  const router = Router();
  router.get('/:version/dialog/oauth', dialog.ask);
  router.post('/:version/dialog/oauth', readForm, dialog.answer);
  router.get('/:version/oauth/access_token', exchange);
  router.post('/:version/oauth/access_token', readForm, exchange);
  router.get('/:version/me', createMe(logins));
  router.use((request, response) => {
    const message = `Unknown path components: ${request.path}`;
    answerGraphError(response, { message, type: 'OAuthException', code: 2500 });
  });
  return router;
}

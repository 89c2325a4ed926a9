import { Router } from 'express';
import { ApiError, sentenceOf } from '../errors';
import type { World } from '../world';
import { readInboundMail } from './inbound-mail';
import { receiveMail } from './receive-mail';

/** Room for the files a mail may have, in base64. */
export const MAX_MAIL = '70mb';

/** The world's side of the account's mail: what was sent, and what comes in. */
export function createMailControl(world: World): Router {
  const router = Router();
  router.get('/mails', (req, res) => {
    const to = typeof req.query.to === 'string' ? req.query.to.toLowerCase() : undefined;
    const mails = world.state.sentMails.filter((mail) => to === undefined || mail.to === to);
    res.json(mails.toReversed());
  });
  router.delete('/mails', (_req, res) => {
    world.state.sentMails = [];
    world.changed();
    res.status(204).end();
  });
  router.post('/inbound-mail', async (req, res) => {
    try {
      const fate = await receiveMail(world, readInboundMail(req.body));
      await world.saved();
      res.json(fate);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      res.status(error.status).json({ error: sentenceOf(error.body).replace(/\.?$/, '.') });
    }
  });
  return router;
}

import express, { Router } from 'express';
import { ApiError, sentenceOf } from '../errors';
import { answerTo } from '../mail/answer-to';
import { receiveMail, type Fate } from '../mail/receive-mail';
import { suspendedTickets } from '../mail/suspend';
import type { World } from '../world';
import { MailPage } from './mail-page';
import { ProblemPage } from './problem-page';
import { sameSite, send } from './send-page';

/** The other end of the account's mail, so that one person can play support and merchant. */
export function createMailDesk(world: World): Router {
  const router = Router();
  const lists = () => ({
    mails: world.state.sentMails.toReversed(),
    suspended: suspendedTickets(world),
  });

  router.get('/', (req, res) => {
    const ticket = Number(req.query.ticket) || undefined;
    const isAside = req.query.aside === '1';
    send(res, 200, MailPage({ ...lists(), taken: { ticket, isAside } }));
  });
  const readForm = express.urlencoded({ extended: false, limit: '256kb' });
  router.post('/:id/replies', sameSite, readForm, async (req, res) => {
    const mail = world.state.sentMails.find(({ id }) => String(id) === req.params.id);
    if (!mail) return send(res, 404, ProblemPage({ sentence: 'There is no such mail.' }));
    const { text } = (req.body ?? {}) as Record<string, unknown>;
    const typed = typeof text === 'string' ? text : '';
    try {
      const fate = await receiveMail(world, answerTo(mail, typed));
      await world.saved();
      res.redirect(303, `/mail?${searchOf(fate)}`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const refused = { id: mail.id, text: typed, problem: sentenceOf(error.body) };
      send(res, 422, MailPage({ ...lists(), refused }));
    }
  });
  return router;
}

function searchOf(fate: Fate): string {
  return fate.outcome === 'suspended' ? 'aside=1' : `ticket=${fate.ticketId}`;
}

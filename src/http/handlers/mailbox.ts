import type { Request, Response } from 'express';
import { z } from 'zod';
import type { AnswerFate, DemoMailbox } from '../demo-mailbox';
import { leaveFlash, takeFlash } from '../flash';
import { readAddress } from '../forms/address';
import { readMailAnswerForm } from '../forms/mail-answer-form';
import type { Problem } from '../forms/problems';
import { MailboxPage } from '../pages/mailbox';
import { sendPage } from '../send-page';

const querySchema = z.object({ to: z.string().max(320).optional() });

type Outcome =
  | { readonly flash: 'answer_added' | 'answer_follows_up' | 'answer_begins' }
  | { readonly problem: Problem['key']; readonly status: number };

const OUTCOMES: Record<AnswerFate, Outcome> = {
  added: { flash: 'answer_added' },
  follow_up: { flash: 'answer_follows_up' },
  new_request: { flash: 'answer_begins' },
  refused: { problem: 'problem.answer_refused', status: 422 },
  away: { problem: 'problem.answer_away', status: 503 },
};

export function mailboxHandlers(mailbox: DemoMailbox) {
  const messagesFor = (request: Request) =>
    mailbox.list(readAddress(querySchema, request.query).to);

  const show = (request: Request, response: Response) => {
    const flash = takeFlash(request);
    sendPage(response, MailboxPage, { messages: messagesFor(request), flash });
  };

  const asJson = (request: Request, response: Response) => {
    response.json(messagesFor(request));
  };

  const answer = async (request: Request, response: Response) => {
    const form = readMailAnswerForm(request.body);
    const showAgain = (problems: readonly Problem[], status: number) => {
      const refused = { ...form.typed, problems };
      sendPage(response, MailboxPage, { messages: mailbox.list(), refused }, status);
    };
    if (!form.ok) {
      showAgain(form.problems, 422);
      return;
    }
    const outcome = OUTCOMES[await mailbox.answer(form.typed.message, form.value.text)];
    if ('problem' in outcome) {
      showAgain([{ field: 'text', key: outcome.problem }], outcome.status);
      return;
    }
    await leaveFlash(request, outcome.flash);
    response.redirect(303, '/dev/mailbox');
  };

  return { show, asJson, answer };
}

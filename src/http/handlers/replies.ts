import type { Request, Response } from 'express';
import { AppError } from '../../errors';
import type { Portal } from '../../use-cases/portal';
import { statusOf } from '../answer-error';
import { leaveFlash } from '../flash';
import { makeIntent } from '../forms/intent';
import type { Problem } from '../forms/problems';
import { readReplyForm } from '../forms/reply-form';
import { customerOf } from '../middleware/signed-in';
import { TicketPage } from '../pages/ticket';
import { sendPage } from '../send-page';
import { toRefusal } from './refused-act';
import { ticketIdOf } from './tickets';
import { filesToList, type ReceiveForm } from './uploads';

interface Deps {
  readonly portal: Portal;
  readonly receiveForm: ReceiveForm;
  readonly random: (bytes: number) => Buffer;
}

export function replyHandlers({ portal, receiveForm, random }: Deps) {
  const submit = async (request: Request, response: Response) => {
    const id = ticketIdOf(request);
    // Whether the ticket is theirs is asked before any of their files is stored.
    await portal.showTicket(customerOf(response), id);
    const received = await receiveForm(request, response);
    const { customer, intent, fileIds } = received;
    const form = readReplyForm(received.fields);
    const problems = [...(form.ok ? [] : form.problems), ...received.problems];
    const showAgain = async (problems: readonly Problem[], error: AppError) => {
      const view = await portal.showTicket(customer, id);
      const files = await filesToList(portal, response, received);
      const reply = { intent, text: form.typed.text, files, problems };
      const props = { view, offer: portal.offer, reply, solutionIntent: makeIntent(random) };
      sendPage(response, TicketPage, props, statusOf(error));
    };
    if (!form.ok || problems.length > 0) {
      await showAgain(problems, new AppError('invalid', 'The form has problems.'));
      return;
    }
    try {
      const reply = await portal.replyToTicket(customer, id, intent, form.value.text, fileIds);
      await leaveFlash(request, 'reply_sent');
      response.redirect(303, `/tickets/${reply.id}`);
    } catch (error) {
      const { problem, refused } = toRefusal(error);
      await showAgain([problem], refused);
    }
  };

  return { submit };
}

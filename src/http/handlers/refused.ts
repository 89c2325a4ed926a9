import type { Request, Response } from 'express';
import { AppError, notFound } from '../../errors';
import type { Portal } from '../../use-cases/portal';
import { statusOf } from '../answer-error';
import { leaveFlash } from '../flash';
import { readCorrectionForm } from '../forms/correction-form';
import { isIntent, makeIntent } from '../forms/intent';
import type { Problem } from '../forms/problems';
import { customerOf } from '../middleware/signed-in';
import { RefusedPage } from '../pages/refused';
import { sendPage } from '../send-page';
import { toRefusal } from './refused-act';
import { ticketIdOf } from './tickets';
import { filesToList, type ReceiveForm } from './uploads';

interface Deps {
  readonly portal: Portal;
  readonly receiveForm: ReceiveForm;
  readonly random: (bytes: number) => Buffer;
}

/** What support refused: edited and sent again, or discarded, by its writer. */
export function refusedHandlers({ portal, receiveForm, random }: Deps) {
  const form = async (request: Request, response: Response) => {
    const view = await portal.showRefused(customerOf(response), ...addressOf(request));
    const { files, text } = view;
    const typed = { subject: view.subject ?? '', text };
    const intent = makeIntent(random);
    sendPage(response, RefusedPage, { view, typed, intent, files, problems: [] });
  };

  const resend = async (request: Request, response: Response) => {
    const [id, refused] = addressOf(request);
    // Whether the ticket is theirs is asked before any of their files is stored.
    await portal.showTicket(customerOf(response), id);
    const received = await receiveForm(request, response);
    const { customer, intent, fileIds } = received;
    const form = readCorrectionForm(received.fields);
    const problems = [...(form.ok ? [] : form.problems), ...received.problems];
    const showAgain = async (problems: readonly Problem[], error: AppError) => {
      const view = await portal.showRefused(customer, id, refused);
      const files = [
        ...view.files.filter((file) => fileIds.includes(file.id)),
        ...(await filesToList(portal, response, received)),
      ];
      const typed = { subject: form.typed.subject ?? '', text: form.typed.text };
      sendPage(response, RefusedPage, { view, typed, intent, files, problems }, statusOf(error));
    };
    if (!form.ok || problems.length > 0) {
      await showAgain(problems, new AppError('invalid', 'The form has problems.'));
      return;
    }
    try {
      const correction = { ...form.value, intent, fileIds };
      const sent = await portal.resendMessage(customer, id, refused, correction);
      await leaveFlash(request, form.value.subject === null ? 'reply_sent' : 'request_sent');
      response.redirect(303, `/tickets/${sent.id}`);
    } catch (error) {
      const { problem, refused } = toRefusal(error);
      await showAgain([problem], refused);
    }
  };

  const discard = async (request: Request, response: Response) => {
    const { id } = await portal.discardMessage(customerOf(response), ...addressOf(request));
    if (id !== null) await leaveFlash(request, 'message_discarded');
    response.redirect(303, id === null ? '/tickets' : `/tickets/${id}`);
  };

  return { form, resend, discard };
}

/** @returns the ticket's id and the refused message's; throws `not_found` for anything else */
function addressOf(request: Request): [string, string] {
  const intent = String(request.params['intent']);
  if (!isIntent(intent)) throw notFound('message');
  return [ticketIdOf(request), intent];
}

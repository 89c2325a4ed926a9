import type { Request, Response } from 'express';
import { isReference } from '../../domain/reference';
import type { ListedTicket } from '../../domain/ticket';
import { AppError, notFound } from '../../errors';
import type { Portal } from '../../use-cases/portal';
import { statusOf } from '../answer-error';
import { leaveFlash, takeFlash } from '../flash';
import { makeIntent } from '../forms/intent';
import { readListQuery } from '../forms/list-query';
import { prefill } from '../forms/new-ticket-query';
import type { Problem } from '../forms/problems';
import { readTicketForm, type TypedTicket } from '../forms/ticket-form';
import { keepPage } from '../keep-page';
import { customerOf } from '../middleware/signed-in';
import { NewTicketPage } from '../pages/new-ticket';
import { NoAccountPage } from '../pages/no-account';
import { TicketPage } from '../pages/ticket';
import { listContent, TicketListPage, type ListContent } from '../pages/ticket-list';
import { sendPage } from '../send-page';
import { toRefusal } from './refused-act';
import { filesToList, type Received, type ReceiveForm } from './uploads';

interface Deps {
  readonly portal: Portal;
  readonly receiveForm: ReceiveForm;
  readonly random: (bytes: number) => Buffer;
}

export function ticketHandlers({ portal, receiveForm, random }: Deps) {
  const { offer } = portal;

  const sendList = keepPage<ListContent, readonly ListedTicket[]>((props) =>
    TicketListPage({ ...props, offer }),
  );

  const list = async (request: Request, response: Response) => {
    const customer = customerOf(response);
    const query = readListQuery(request.query);
    const page = await portal.listTickets(customer, query);
    sendList(response, page.tickets, listContent(customer, query, page));
  };

  const form = (request: Request, response: Response) => {
    const customer = customerOf(response);
    const typed = prefill(request.query, customer, offer);
    if (customer.accounts.length === 0) {
      sendPage(response, NoAccountPage, {}, statusOf(new AppError('forbidden', 'No account.')));
      return;
    }
    const intent = makeIntent(random);
    sendPage(response, NewTicketPage, { customer, offer, typed, intent, files: [], problems: [] });
  };

  const submit = async (request: Request, response: Response) => {
    const received = await receiveForm(request, response);
    const form = readTicketForm(received.fields, offer);
    const problems = [...(form.ok ? [] : form.problems), ...received.problems];
    if (!form.ok || problems.length > 0) {
      await showAgain(response, received, form.typed, problems, invalid);
      return;
    }
    const { customer, intent, fileIds } = received;
    try {
      const { reference } = await portal.submitTicket(customer, intent, form.value, fileIds);
      await leaveFlash(request, 'request_sent');
      response.redirect(303, `/tickets/${reference}`);
    } catch (error) {
      const { problem, refused } = toRefusal(error);
      await showAgain(response, received, form.typed, [problem], refused);
    }
  };

  const showAgain = async (
    response: Response,
    received: Received,
    typed: TypedTicket,
    problems: readonly Problem[],
    error: AppError,
  ) => {
    const { intent } = received;
    const customer = customerOf(response);
    const files = await filesToList(portal, response, received);
    const props = { customer, offer, typed, intent, files, problems };
    sendPage(response, NewTicketPage, props, statusOf(error));
  };

  const show = async (request: Request, response: Response) => {
    const id = ticketIdOf(request);
    const customer = customerOf(response);
    const address = isReference(id) ? await portal.findAddress(customer, id) : id;
    if (address !== id) {
      response.redirect(303, `/tickets/${address}`);
      return;
    }
    const view = await portal.showTicket(customer, id);
    sendPage(response, TicketPage, {
      view,
      offer,
      flash: takeFlash(request),
      reply: { intent: makeIntent(random), text: '', files: [], problems: [] },
      solutionIntent: makeIntent(random),
    });
  };

  return { list, form, submit, show };
}

/** @returns support's number or our reference from the address; throws `not_found` for anything else */
export function ticketIdOf(request: Request): string {
  const id = String(request.params['id']);
  if (!isReference(id) && !/^[1-9]\d{0,14}$/.test(id)) throw notFound('ticket');
  return id;
}

const invalid = new AppError('invalid', 'The form has problems.');

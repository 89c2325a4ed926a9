import type { Request, Response } from 'express';
import { z } from 'zod';
import { readAddress } from '../forms/address';
import type { DemoMailbox } from '../demo-mailbox';
import { MailboxPage } from '../pages/mailbox';
import { sendPage } from '../send-page';

const querySchema = z.object({ to: z.string().max(320).optional() });

export function mailboxHandlers(mailbox: DemoMailbox) {
  const messagesFor = (request: Request) =>
    mailbox.list(readAddress(querySchema, request.query).to);

  const show = (request: Request, response: Response) => {
    sendPage(response, MailboxPage, { messages: messagesFor(request) });
  };

  const asJson = (request: Request, response: Response) => {
    response.json(messagesFor(request));
  };

  return { show, asJson };
}

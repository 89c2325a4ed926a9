import type { Request, Response } from 'express';
import { z } from 'zod';
import { readAddress } from '../forms/address';
import { MailboxPage } from '../pages/mailbox';
import { sendPage } from '../send-page';

/** A message the demo would have sent. `at` is an ISO time. */
export interface DemoMessage {
  readonly channel: 'email' | 'sms';
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: string;
}

/** Everything the demo would have sent, newest first. */
export interface DemoMailbox {
  list(to?: string): readonly DemoMessage[];
}

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

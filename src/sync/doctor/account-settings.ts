import { z } from 'zod';
import { AppError } from '../../errors';
import type { DoctorPorts } from './check';

const flag = z.boolean().nullish();
const shape = z.object({
  settings: z.object({
    tickets: z
      .object({
        private_attachments: flag,
        comments_public_by_default: flag,
        assign_tickets_upon_solve: flag,
      })
      .nullish(),
  }),
});

/**
 * @returns Zendesk's settings of tickets; undefined where it tells none
 * https://developer.zendesk.com/api-reference/ticketing/account-configuration/account_settings/
 */
export async function ticketSettings({ ask }: Pick<DoctorPorts, 'ask'>) {
  const { status, json } = await ask('GET', 'account/settings');
  const read = shape.safeParse(json);
  if (!read.success) {
    throw new AppError('internal', `Zendesk does not show the account's settings (${status}).`);
  }
  return read.data.settings.tickets ?? {};
}

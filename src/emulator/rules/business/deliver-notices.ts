import { DEFAULT_LOCALE_ID } from '../../locales';
import type { Ticket } from '../../records';
import type { World } from '../../world';
import type { Notice } from './fire-rule';
import type { Update } from './occasion';
import { placeholdersOf } from './placeholders/placeholders';
import { render } from './placeholders/render';

/**
 * Sends what rules have to tell once the ticket is stored: what is rendered is the ticket as it
 * stands then, the newest comment in it, for each reader in their language.
 */
export function deliverNotices(
  world: World,
  ticket: Ticket,
  update: Update,
  notices: readonly Notice[],
): void {
  for (const notice of notices) {
    if (notice.kind === 'call') call(world, ticket, update, notice);
    else mail(world, ticket, update, notice);
  }
}

function mail(
  world: World,
  ticket: Ticket,
  update: Update,
  { via, subject, body, recipientIds }: Extract<Notice, { kind: 'mail' }>,
): void {
  const { state, mail } = world;
  for (const id of recipientIds) {
    const reader = state.users.get(id);
    if (!reader) continue;
    const isAutomation = via.rel === 'automation';
    const values = placeholdersOf(world, { ticket, update, reader, isAutomation });
    const written = (template: string) => render(state, template, values, reader.localeId);
    mail.notify({
      ticketId: ticket.id,
      recipientIds: [id],
      actorId: update.actor?.id,
      // A subject is one line, whatever a person wrote into theirs.
      subject: written(subject).replace(/\s+/g, ' ').trim(),
      body: written(body),
    });
  }
}

function call(
  world: World,
  ticket: Ticket,
  update: Update,
  { webhookId, body }: Extract<Notice, { kind: 'call' }>,
): void {
  const values = placeholdersOf(world, { ticket, update, reader: undefined, isAutomation: false });
  const written = (template: string) => render(world.state, template, values, DEFAULT_LOCALE_ID);
  world.webhooks.call(
    webhookId,
    typeof body === 'string'
      ? written(body)
      : body.map(([key = '', value = '']): [string, string] => [key, written(value)]),
  );
}

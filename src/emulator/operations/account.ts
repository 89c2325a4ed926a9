import { z } from 'zod';
import { idParam, ok, type Call, type Reply } from '../call';
import { recordNotFound } from '../errors';
import { LOCALES } from '../locales';
import { flag, readParams } from '../params/read-params';
import type { State } from '../state';
import type { World } from '../world';
import { MAX_UPLOAD_BYTES } from '../rules/keep-upload';

/** https://developer.zendesk.com/api-reference/ticketing/account-configuration/account_settings/#show-settings */
export function showAccountSettings({ state }: World): Reply {
  return ok({ settings: presentSettings(state) });
}

const settingsParams = z.object({
  tickets: z.object({
    assign_tickets_upon_solve: flag.optional(),
    comments_public_by_default: flag.optional(),
  }),
});

/** Two settings of tickets can be changed here. https://developer.zendesk.com/api-reference/ticketing/account-configuration/account_settings/#update-account-settings */
export function updateAccountSettings(world: World, call: Call): Reply {
  const { values, warning } = readParams(call.body, 'settings', settingsParams, 'settings#update');
  const { ticketSettings } = world.state;
  const { assign_tickets_upon_solve: assign, comments_public_by_default: open } = values.tickets;
  if (assign !== undefined) ticketSettings.assignTicketsUponSolve = assign;
  if (open !== undefined) ticketSettings.commentsPublicByDefault = open;
  world.changed();
  return { ...ok({ settings: presentSettings(world.state) }), headers: warning };
}

/** https://developer.zendesk.com/api-reference/ticketing/account-configuration/locales/#list-locales */
export function listLocales(_world: World, call: Call): Reply {
  const locales = LOCALES.map((locale) => presentLocale(call.origin, locale));
  return ok({ locales, next_page: null, previous_page: null, count: locales.length });
}

/** https://developer.zendesk.com/api-reference/ticketing/account-configuration/locales/#show-locale */
export function showLocale(_world: World, call: Call): Reply {
  const locale = LOCALES.find(({ id }) => id === idParam(call));
  if (!locale) throw recordNotFound();
  return ok({ locale: presentLocale(call.origin, locale) });
}

function presentSettings({ ticketSettings }: State) {
  return {
    api: { api_token_access: true },
    limits: { attachment_size: MAX_UPLOAD_BYTES },
    tickets: {
      private_attachments: false,
      comments_public_by_default: ticketSettings.commentsPublicByDefault,
      is_first_comment_private_enabled: true,
      assign_tickets_upon_solve: ticketSettings.assignTicketsUponSolve,
      status_hold: true,
      comment_email_ccs_allowed: true,
    },
  };
}

const LOCALE_STAMP = '2024-01-01T00:00:00Z';

function presentLocale(origin: string, { id, locale, name }: (typeof LOCALES)[number]) {
  return {
    url: `${origin}/api/v2/locales/${locale}.json`,
    id,
    locale,
    name,
    created_at: LOCALE_STAMP,
    updated_at: LOCALE_STAMP,
  };
}

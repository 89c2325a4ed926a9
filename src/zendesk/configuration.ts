import { AppError } from '../errors';
import { PLACES } from './configuration-places';
import { bindConfigurationCall } from './configuration-call';
import { listPages } from './configuration-list';
import { bindDynamicContent } from './dynamic-content';
import { bindTicketForms } from './ticket-forms';
import { bindTicketFields } from './ticket-fields';
import { bindTriggerOrder } from './trigger-order';
import { bindWebhookSettings } from './webhook-settings';
import { readShape } from './read-body';
import { wholeRule } from './whole-rule';
import type { Transport } from './transport';
import { definitionsBody } from './wire/business-rule';
import { currentUserBody } from './wire/current-user';
import { searchCount } from './wire/search-count';

/** Kinds of things an administrator keeps in Zendesk. */
export type ConfigurationResource =
  | 'groups'
  | 'dynamic_content'
  | 'ticket_fields'
  | 'ticket_forms'
  | 'webhooks'
  | 'trigger_categories'
  | 'triggers'
  | 'automations'
  | 'views';

export type RawObject = Readonly<Record<string, unknown>>;

export interface ChangeOptions {
  /** Options of a ticket field that may go; others the body leaves out stay. */
  readonly mayLoseOptions?: ReadonlySet<string>;
}

export type ZendeskConfiguration = ReturnType<typeof bindConfiguration>;

/** Reads and writes an account's configuration, in the last lane. */
export function bindConfiguration({ transport, origin }: { transport: Transport; origin: string }) {
  const call = bindConfigurationCall({ transport, origin });
  const dynamicContent = bindDynamicContent(call);
  const ticketFields = bindTicketFields(call);
  const ticketForms = bindTicketForms(call);
  const webhooks = bindWebhookSettings(call);

  /**
   * @returns everything of the kind, or `missing` where the account's plan has no such thing
   * @throws AppError `internal` when our credentials may not read it
   */
  async function list(resource: ConfigurationResource): Promise<RawObject[] | 'missing'> {
    const { path, many, schema, mayBeMissing } = PLACES[resource];
    try {
      return await listPages(call, path, many, schema);
    } catch (thrown) {
      if (saysMissing(thrown, mayBeMissing === true)) return 'missing';
      throw toReadError(thrown, many);
    }
  }

  /** @param body Zendesk's attributes; dynamic content names locales, `{variants: {'pt-BR': text}}` */
  async function create(resource: ConfigurationResource, body: RawObject): Promise<RawObject> {
    const { path, one, schema } = PLACES[resource];
    const attributes = {
      dynamic_content: () => dynamicContent.toCreate(body),
      ticket_fields: async () => ticketFields.withRawTitles(body),
      ticket_forms: async () => ticketForms.withRawTitles(body),
    } as Partial<Record<ConfigurationResource, () => Promise<RawObject>>>;
    const sent = (await attributes[resource]?.()) ?? body;
    const json = await call('POST', path, { [one]: sent });
    return readShape(schema, json[one], `a ${one}`);
  }

  /**
   * Changes what the body names. Repeating it does no harm.
   * @throws AppError `not_found` for what is gone
   */
  async function update(
    resource: ConfigurationResource,
    id: string,
    body: RawObject,
    { mayLoseOptions = new Set<string>() }: ChangeOptions = {},
  ): Promise<void> {
    const { path, one, method } = PLACES[resource];
    if (resource === 'dynamic_content') return dynamicContent.update(id, body);
    if (resource === 'ticket_fields') return ticketFields.update(id, body, mayLoseOptions);
    if (resource === 'ticket_forms') return ticketForms.update(id, body);
    if (resource === 'webhooks') return webhooks.update(id, body);
    const changes = await wholeRule(call, `${path}/${id}`, one, body);
    await call(method, `${path}/${id}`, { [one]: changes });
  }

  /** What is gone already is well. */
  async function remove(resource: ConfigurationResource, id: string): Promise<void> {
    try {
      await call('DELETE', `${PLACES[resource].path}/${id}`);
    } catch (thrown) {
      if (!(thrown instanceof AppError && thrown.code === 'not_found')) throw thrown;
    }
  }

  /** @returns the id of the user our credentials stand for. @throws AppError `internal` for nobody */
  async function ownUserId(): Promise<number> {
    const { user } = readShape(currentUserBody, await call('GET', 'users/me'), 'our own user');
    if (user.id !== null) return user.id;
    throw new AppError('internal', 'Zendesk does not know our credentials.');
  }

  /** @returns the names of the languages of the account, by Zendesk's number */
  async function locales(): Promise<ReadonlyMap<number, string>> {
    return new Map((await dynamicContent.locales()).map(({ id, locale }) => [id, locale]));
  }

  /** The conditions and actions a rule may have in this account. */
  async function definitions(resource: 'triggers' | 'automations'): Promise<RawObject> {
    const json = await call('GET', `${resource}/definitions`);
    return readShape(definitionsBody, json, `the definitions of ${resource}`).definitions;
  }

  /**
   * @param option a value of a drop-down; null counts any value of the field
   * @returns how many tickets have it, closed ones too; those of the last minutes may be missing
   * @see https://developer.zendesk.com/documentation/ticketing/using-the-zendesk-api/searching-with-the-zendesk-api/
   */
  async function ticketsWith(fieldId: string, option: string | null): Promise<number> {
    const query = `type:ticket custom_field_${fieldId}:${option ?? '*'}`;
    const json = await call('GET', `search/count?query=${encodeURIComponent(query)}`);
    return readShape(searchCount, json, 'a count of tickets').count;
  }

  return {
    list,
    ticketsWith,
    create,
    update,
    remove,
    ownUserId,
    locales,
    definitions,
    signingSecret: webhooks.signingSecret,
    reorderTriggers: bindTriggerOrder(call),
  };
}

function saysMissing(thrown: unknown, mayBeMissing: boolean): boolean {
  if (!(thrown instanceof AppError)) return false;
  const { status, error } = thrown.details;
  return (status === 404 && error === 'InvalidEndpoint') || (mayBeMissing && status === 403);
}

function toReadError(thrown: unknown, many: string): unknown {
  if (!(thrown instanceof AppError) || thrown.details.status !== 403) return thrown;
  const message = `Our credentials may not read Zendesk's ${many}: give them an administrator's right to read.`;
  return new AppError('internal', message, { cause: thrown, details: thrown.details });
}

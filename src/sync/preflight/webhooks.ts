import { referencesIn } from '../references';
import { textOf } from '../json-parts';
import { each, type Check } from './check';

const isUsed = each('webhook-unused', 'warning', ['webhooks'], ({ key }, { of }) => {
  const rules = [...of('triggers'), ...of('automations')];
  const isNamed = rules.some(({ attributes }) =>
    referencesIn(attributes).some(({ room, name }) => room === 'webhooks' && name === key),
  );
  return isNamed ? [] : ['No rule calls it.'];
});

/** A webhook belongs to rules or to events, never to both. https://developer.zendesk.com/api-reference/webhooks/introduction/ */
const subscription = each('webhook-subscription', 'problem', ['webhooks'], ({ attributes }) => {
  const subscriptions = attributes.subscriptions;
  const isForRules = JSON.stringify(subscriptions) === '["conditional_ticket_events"]';
  return isForRules
    ? []
    : ['A webhook that rules call has subscriptions [conditional_ticket_events].'];
});

const endpoint = each('webhook-endpoint', 'problem', ['webhooks'], ({ attributes }) => {
  const address = textOf(attributes.endpoint);
  if (!URL.canParse(address)) return [`The endpoint "${address}" is no address.`];
  const { protocol, hostname, username } = new URL(address);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return [
    ...(protocol === 'https:' || isLocal ? [] : ['The endpoint must begin with https://.']),
    ...(username === '' ? [] : ['The endpoint must not carry credentials.']),
  ];
});

const method = each('webhook-format', 'problem', ['webhooks'], ({ attributes }) => {
  const verb = textOf(attributes.http_method);
  const format = textOf(attributes.request_format);
  return [
    ...(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(verb)
      ? []
      : [`No http_method is ${verb}.`]),
    ...(['json', 'xml', 'form_encoded'].includes(format)
      ? []
      : [`No request_format is ${format}.`]),
  ];
});

export const WEBHOOK_CHECKS: readonly Check[] = [subscription, endpoint, method, isUsed];

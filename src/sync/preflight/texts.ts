import { referencesIn, soleReference } from '../references';
import { listOf, textOf } from '../json-parts';
import { each, type Check, type Config } from './check';
import { isHarmlessInJson, isKnownPlaceholder, placeholdersIn } from './placeholders';
import { toRule, type Action } from './rule';

const KINDS = ['triggers', 'automations'] as const;

const placeholder = each('unknown-placeholder', 'problem', KINDS, (entry) =>
  toRule(entry)
    .actions.flatMap(textsOf)
    .flatMap(placeholdersIn)
    .filter((path) => !isKnownPlaceholder(path))
    .map((path) => `Zendesk has no placeholder {{${path}}}.`),
);

const webhookBody = each('webhook-body', 'problem', KINDS, (entry, config) =>
  jsonBodies(toRule(entry).actions, config)
    .filter((body) => !isJson(filledIn(body)))
    .map(() => "The webhook's body is not JSON."),
);

/** Zendesk puts a placeholder's text into JSON as it is: a quote in it would break, or change, the body. */
const freeText = each('webhook-free-text', 'problem', KINDS, (entry, config) =>
  jsonBodies(toRule(entry).actions, config)
    .flatMap(placeholdersIn)
    .filter((path) => !isHarmlessInJson(path) || isFieldOfText(path, config))
    .map(
      (path) => `{{${path}}} may hold any text; a webhook's body takes ids and fixed words only.`,
    ),
);

export const TEXT_CHECKS: readonly Check[] = [placeholder, webhookBody, freeText];

function textsOf({ field, value }: Action): string[] {
  const texts = JSON.stringify(value);
  return field.startsWith('notification_') ? flatTexts(JSON.parse(texts) as unknown) : [];
}

function flatTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(flatTexts);
  return typeof value === 'string' ? [value] : [];
}

function jsonBodies(actions: readonly Action[], { find }: Config): string[] {
  return actions
    .filter(({ field }) => field === 'notification_webhook')
    .flatMap(({ value }) => {
      const [webhook, body] = listOf(value);
      const target = find(soleReference(textOf(webhook)));
      const isJsonWebhook = (target?.attributes.request_format ?? 'json') === 'json';
      return isJsonWebhook && typeof body === 'string' ? [body] : [];
    });
}

/** A number is right both in quotes and out of them. */
function filledIn(body: string): string {
  return body
    .replace(/@\{[^}]*\}/g, '0')
    .replace(/\{\{[^}]*\}\}/g, '0')
    .replace(/\{%[^%]*%\}/g, '');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isFieldOfText(path: string, { find }: Config): boolean {
  const type = find(referencesIn(path)[0])?.attributes.type;
  return type === 'text' || type === 'textarea';
}

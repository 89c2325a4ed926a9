import type { DesiredEntry } from '../desired-entry';
import { isKindName } from '../lookup';
import { referencesIn } from '../references';
import { isSecretReference } from '../to-ids';
import { memberOf } from '../json-parts';
import { each, type Check, type Config } from './check';
import { KIND_NAMES } from '../kind';

const SYSTEM_FIELDS = [
  'subject',
  'description',
  'status',
  'custom_status',
  'tickettype',
  'priority',
  'group',
  'assignee',
];

const danglingReference = each(
  'dangling-reference',
  'problem',
  KIND_NAMES,
  ({ attributes }, config) =>
    referencesIn(attributes)
      .filter(({ room, name }) => {
        if (room === 'secret') return false;
        if (room === 'system_fields') return !SYSTEM_FIELDS.includes(name);
        if (room === 'user') return name !== 'integration';
        return !isKindName(room) || !config.find({ room, name });
      })
      .map(({ room, name }) => `Nothing is called @{${room ? `${room}.` : ''}${name}}.`),
);

const referenceCycle: Check = {
  name: 'reference-cycle',
  level: 'problem',
  find: (config) =>
    config.entries
      .map((entry) => ({ entry, way: wayBack(entry, config) }))
      .filter(({ way }) => way.length > 0)
      .map(({ entry, way }) => ({
        entry,
        message: `It names itself by way of ${way.join(', ')}.`,
      })),
};

/** Names of things that differ between accounts stand as names only. */
const rawId = each('raw-id', 'problem', KIND_NAMES, ({ attributes }) => {
  const text = JSON.stringify(attributes);
  const found = text.match(
    /(?:custom_fields_|ticket_fields?_|ticket_field_option_title_)\d+|"(?:parent_field_id|category_id)":"\d+/g,
  );
  return [...new Set(found ?? [])].map(
    (id) => `${id.replaceAll('"', '')} is an id of one account; name it as @{kind.key}.`,
  );
});

const misplacedSecret = each('misplaced-secret', 'problem', KIND_NAMES, ({ attributes }) => {
  const { authentication: _data, ...others } = attributes as Record<string, never>;
  void _data;
  return referencesIn(others)
    .filter(({ room }) => room === 'secret')
    .map(({ name }) => `@{secret.${name}} may stand in a webhook's authentication only.`);
});

const plainSecret = each('plain-secret', 'problem', ['webhooks'], ({ attributes }) =>
  Object.entries((memberOf(attributes.authentication, 'data') ?? {}) as Record<string, unknown>)
    // A name is no secret: Zendesk itself answers it.
    .filter(([name]) => name !== 'username' && name !== 'name')
    .filter(([, value]) => typeof value !== 'string' || !isSecretReference(value))
    .map(([name]) => `authentication.data.${name} must be @{secret.NAME}.`),
);

export const REFERENCE_CHECKS: readonly Check[] = [
  danglingReference,
  referenceCycle,
  rawId,
  misplacedSecret,
  plainSecret,
];

function wayBack(start: DesiredEntry, config: Config): string[] {
  const seen = new Set<DesiredEntry>();
  const walk = (entry: DesiredEntry, way: readonly string[]): string[] => {
    for (const reference of referencesIn(entry.attributes)) {
      const next = config.find(reference);
      if (!next) continue;
      const further = [...way, `${next.kind}.${next.key}`];
      if (next === start) return further;
      if (seen.has(next)) continue;
      seen.add(next);
      const found = walk(next, further);
      if (found.length > 0) return found;
    }
    return [];
  };
  return walk(start, []);
}

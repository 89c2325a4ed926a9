import { KIND_NAMES, type Attributes, type Json, type KindName } from './kind';
import type { Lookup } from './lookup';
import { mapTexts } from './references';

/**
 * @param attributes as Zendesk has them, normalised
 * @returns them with every id of something we know as `@{kind.key}`; other ids stay
 */
export function toNames(attributes: Attributes, lookup: Lookup): Attributes {
  const names = namesOf(lookup);
  return Object.fromEntries(
    Object.entries(attributes).map(([attribute, value]) => {
      const placed = PLACES[attribute]?.(value, names) ?? value;
      return [attribute, mapTexts(placed, (text) => nameInText(text, names))];
    }),
  );
}

interface Names {
  readonly of: (kind: KindName, id: string) => string | undefined;
  readonly field: (id: string) => string | undefined;
  readonly anyKind: (id: string) => string | undefined;
  readonly placeholder: (text: string) => string | undefined;
  readonly user: (id: string) => string | undefined;
}

const known = new WeakMap<Lookup, Names>();

function namesOf(lookup: Lookup): Names {
  const before = known.get(lookup);
  if (before) return before;
  const kinds = new Map(
    KIND_NAMES.map((kind) => {
      const entries = Object.entries(lookup.lock[kind] ?? {});
      return [kind, new Map(entries.map(([key, id]) => [String(id), `@{${kind}.${key}}`]))];
    }),
  );
  const system = reversed(lookup.systemFields, 'system_fields');
  const placeholders = reversed(lookup.placeholders, 'dynamic_content');
  const of = (kind: KindName, id: string) => kinds.get(kind)?.get(id);
  const names: Names = {
    of,
    field: (id) => of('ticket_fields', id) ?? system.get(id),
    anyKind: (id) => firstOf(KIND_NAMES, (kind) => of(kind, id)) ?? system.get(id),
    placeholder: (text) => placeholders.get(text),
    user: (id) => (id === lookup.integrationUserId ? '@{user.integration}' : undefined),
  };
  known.set(lookup, names);
  return names;
}

type Place = (value: Json, names: Names) => Json;

/** Where a bare id stands, and what it is the id of. */
const PLACES: Readonly<Record<string, Place>> = {
  category_id: (value, { of }) => bare(value, (id) => of('trigger_categories', id)),
  ticket_field_ids: eachOf((value, { field }) => bare(value, field)),
  agent_conditions: eachOf(formCondition),
  end_user_conditions: eachOf(formCondition),
  all: eachOf(condition),
  any: eachOf(condition),
  actions: eachOf(action),
  output: (value, { field }) =>
    changeMembers(value, {
      columns: (columns) => mapList(columns, (column) => bare(column, field)),
      group_by: (column) => bare(column, field),
      sort_by: (column) => bare(column, field),
    }),
  restriction: (value, { of, user }) => {
    const nameOf = (id: string) =>
      memberOf(value, 'type') === 'Group' ? of('groups', id) : user(id);
    return changeMembers(value, { ids: (ids) => mapList(ids, (id) => bare(id, nameOf)) });
  },
};

function formCondition(value: Json, { field }: Names): Json {
  const id = (part: Json) => bare(part, field);
  return changeMembers(value, {
    parent_field_id: id,
    child_fields: (children) => mapList(children, (child) => changeMembers(child, { id })),
  });
}

/** What the value of a condition or an action is the id of, by its field. */
const KIND_OF_VALUE: Readonly<Record<string, KindName>> = {
  ticket_form_id: 'ticket_forms',
  group_id: 'groups',
  notification_group: 'groups',
  notification_webhook: 'webhooks',
  notification_target: 'webhooks',
};
const USERS: readonly Json[] = [
  'requester_id',
  'assignee_id',
  'submitter_id',
  'role',
  'follower',
  'cc',
  'notification_user',
];

function condition(value: Json, names: Names): Json {
  const field = memberOf(value, 'field');
  return changeMembers(value, {
    value: (part) =>
      Array.isArray(part)
        ? mapList(part, (one) => bare(one, (id) => valueName(field, id, names)))
        : bare(part, (id) => valueName(field, id, names)),
  });
}

/** Of a notification's list only the first is an id; the texts behind it are a person's words. */
function action(value: Json, names: Names): Json {
  const field = memberOf(value, 'field');
  return changeMembers(value, {
    value: (part) => {
      if (!Array.isArray(part)) return bare(part, (id) => valueName(field, id, names));
      const [first = null, ...texts] = part as readonly Json[];
      return [
        bare(first, (id) => valueName(field, id, names)),
        ...(field === 'notification_webhook' ? texts.map((body) => bodyNames(body, names)) : texts),
      ];
    },
  });
}

function valueName(field: Json, id: string, names: Names): string | undefined {
  const kind = typeof field === 'string' ? KIND_OF_VALUE[field] : undefined;
  if (kind) return names.of(kind, id);
  return USERS.includes(field) ? names.user(id) : undefined;
}

/** A webhook's JSON: a number or text in it that is the id of something of ours is meant as such. */
function bodyNames(body: Json, names: Names): Json {
  return mapTexts(body, (text) =>
    text.replace(/(?<![\w.{])(?:\d{4,}|[0-9A-Z]{26})(?![\w.])/g, (id) => names.anyKind(id) ?? id),
  );
}

function nameInText(text: string, names: Names): string {
  return text
    .replace(
      /(ticket_field_option_title_|ticket_fields?_|custom_fields_)(\d+)/g,
      (whole, before: string, id: string) => {
        const name = names.field(id);
        return name === undefined ? whole : before + name;
      },
    )
    .replace(
      /\{\{\s*(dc\.[\w-]+)\s*\}\}/g,
      (whole, slug: string) => names.placeholder(`{{${slug}}}`) ?? whole,
    );
}

function bare(value: Json, nameOf: (id: string) => string | undefined): Json {
  return typeof value === 'string' ? (nameOf(value) ?? value) : value;
}

function eachOf(change: Place): Place {
  return (value, names) => mapList(value, (part) => change(part, names));
}

function mapList(value: Json, change: (part: Json) => Json): Json {
  return Array.isArray(value) ? (value as readonly Json[]).map(change) : value;
}

function changeMembers(value: Json, changes: Readonly<Record<string, (part: Json) => Json>>): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, changes[name]?.(part) ?? part]),
  );
}

function memberOf(value: Json, name: string): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? ((value as Readonly<Record<string, Json>>)[name] ?? null)
    : null;
}

function reversed(ids: Readonly<Record<string, string>>, room: string): Map<string, string> {
  return new Map(Object.entries(ids).map(([name, id]) => [id, `@{${room}.${name}}`]));
}

function firstOf<T, R>(all: readonly T[], find: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

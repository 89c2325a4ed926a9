import { z } from 'zod';
import type { Json } from './kind';

/** What an attribute may be in the files, and its one normal form there and in Zendesk. */
export interface AttributeType {
  readonly shape: z.ZodType;
  /** @returns the normal form; empty and unset are one, ids are text, sets are sorted */
  readonly normalise: (value: unknown) => Json;
}

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const text: AttributeType = {
  shape: z.string(),
  normalise: (value) => plainText(value).trim(),
};

export const flag: AttributeType = { shape: z.boolean(), normalise: (value) => value === true };

/** Ids or names whose order counts. */
export const list: AttributeType = {
  shape: z.array(z.union([z.string(), z.number()])),
  normalise: (value) => toList(value).map(plainText),
};

/** Words whose order does not count. */
export const words: AttributeType = {
  shape: z.array(z.string()),
  normalise: (value) => toList(value).map(plainText).sort(),
};

/** A text in several languages, by Zendesk's locale. */
export const variants: AttributeType = {
  shape: z.record(z.string(), z.string()),
  normalise: (value) =>
    Object.fromEntries(
      Object.entries(toRecord(value))
        .map(([locale, content]) => [locale, text.normalise(content)] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
};

/** A dropdown's choices; Zendesk leaves `default` out of some answers. */
export const options: AttributeType = {
  shape: z.array(
    z.strictObject({ name: z.string(), value: z.string(), default: z.boolean().optional() }),
  ),
  normalise: (value) =>
    toList(value)
      .map(toRecord)
      .map((option) => ({
        name: text.normalise(option.raw_name ?? option.name),
        value: plainText(option.value),
        default: option.default === true,
      })),
};

export const conditions: AttributeType = {
  shape: z.array(
    z.strictObject({
      field: z.string(),
      operator: z.string().optional(),
      value: z.union([scalar, z.array(scalar)]).optional(),
    }),
  ),
  normalise: (value) => toList(value).map(toRecord).map(toCondition),
};

export const actions: AttributeType = {
  shape: z.array(
    z.strictObject({
      field: z.string(),
      value: z.union([scalar, z.array(z.union([scalar, z.array(z.array(scalar))]))]).optional(),
    }),
  ),
  normalise: (value) =>
    toList(value)
      .map(toRecord)
      .map(({ field, value }) => ({
        field: plainText(field),
        value: TAG_LISTS.includes(plainText(field)) ? tags(value) : cell(value),
      })),
};

const statuses = z.strictObject({
  type: z.enum(['ALL_STATUSES', 'SOME_STATUSES', 'NO_STATUSES']),
  statuses: z.array(z.string()).optional(),
});
const formConditions = z.array(
  z.strictObject({
    parent_field_id: z.union([z.string(), z.number()]),
    value: scalar,
    child_fields: z.array(
      z.strictObject({
        id: z.union([z.string(), z.number()]),
        is_required: z.boolean().optional(),
        required_on_statuses: statuses.optional(),
      }),
    ),
  }),
);

export const agentConditions: AttributeType = {
  shape: formConditions,
  normalise: (value) => toList(value).map((condition) => toFormCondition(condition, agentChild)),
};

export const endUserConditions: AttributeType = {
  shape: formConditions,
  normalise: (value) => toList(value).map((condition) => toFormCondition(condition, endUserChild)),
};

/** A view's columns and order. Only what is named is kept, so that the rest stays Zendesk's. */
export const output: AttributeType = {
  shape: z.strictObject({
    columns: z.array(z.union([z.string(), z.number()])).optional(),
    group_by: z.string().optional(),
    group_order: z.enum(['asc', 'desc']).optional(),
    sort_by: z.string().optional(),
    sort_order: z.enum(['asc', 'desc']).optional(),
  }),
  normalise: (value) => {
    const { columns, ...rest } = toRecord(value);
    return {
      ...(columns === undefined ? {} : { columns: toList(columns).map(plainText) }),
      ...Object.fromEntries(Object.entries(rest).map(([name, part]) => [name, plainText(part)])),
    };
  },
};

/** Who sees a view; null for everybody. */
export const restriction: AttributeType = {
  shape: z
    .strictObject({
      type: z.enum(['Group', 'User']),
      id: z.union([z.string(), z.number()]).optional(),
      ids: z.array(z.union([z.string(), z.number()])).optional(),
    })
    .nullable(),
  normalise: (value) => {
    const { type, id, ids } = toRecord(value);
    if (type === undefined) return null;
    const all = toList(ids).length > 0 ? toList(ids) : [id];
    return { type: plainText(type), ids: all.map(plainText).sort() };
  },
};

/** How a webhook proves itself. Zendesk never answers `data`. */
export const authentication: AttributeType = {
  shape: z.strictObject({
    type: z.enum(['bearer_token', 'basic_auth', 'api_key']),
    data: z.record(z.string(), z.string()),
    add_position: z.literal('header').optional(),
  }),
  normalise: (value) => {
    const { type, data } = toRecord(value);
    if (type === undefined) return null;
    return {
      type: plainText(type),
      ...(data === undefined ? {} : { data: toRecord(data) as Json }),
    };
  },
};

const TAG_LISTS: readonly string[] = ['current_tags', 'set_tags', 'remove_tags'];

function toCondition({ field, operator, value }: Readonly<Record<string, unknown>>): Json {
  const name = plainText(field);
  const isValueless = ['changed', 'not_changed', 'present', 'not_present'].includes(
    plainText(operator),
  );
  return {
    field: name,
    operator: plainText(operator) || 'is',
    value: isValueless ? '' : name === 'current_tags' ? tags(value) : cell(value),
  };
}

type Child = (child: Readonly<Record<string, unknown>>) => Json;

function toFormCondition(value: unknown, toChild: Child): Json {
  const condition = toRecord(value);
  return {
    parent_field_id: plainText(condition.parent_field_id),
    value: plainText(condition.value),
    child_fields: toList(condition.child_fields).map(toRecord).map(toChild),
  };
}

const endUserChild: Child = ({ id, is_required }) => ({
  id: plainText(id),
  is_required: is_required === true,
});

const agentChild: Child = (child) => {
  const { type, statuses } = toRecord(child.required_on_statuses);
  const silent = child.is_required === true ? 'ALL_STATUSES' : 'NO_STATUSES';
  return {
    ...(endUserChild(child) as object),
    required_on_statuses: {
      type: plainText(type) || silent,
      statuses: toList(statuses).map(plainText).sort(),
    },
  };
};

/** Zendesk answers what was sent as a number, a flag or nothing in its own way; text is the same. */
function cell(value: unknown): Json {
  if (Array.isArray(value)) return value.map(cell);
  const plain = plainText(value);
  return plain === '__NULL__' ? '' : plain.trimEnd();
}

function tags(value: unknown): Json {
  const all = Array.isArray(value) ? value.map(plainText) : plainText(value).split(/\s+/);
  return [...new Set(all.filter((tag) => tag !== ''))].sort().join(' ');
}

function plainText(value: unknown): string {
  if (typeof value === 'string') return value.replaceAll('\r\n', '\n');
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? (value as Readonly<Record<string, unknown>>) : {};
}

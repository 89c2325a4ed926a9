import { z } from 'zod';
import type { Offer } from '../domain/offer';
import { ATTRIBUTES, SLEEP } from './attributes';
import type { WrittenEntry } from './desired-file';
import { expand, repetitions, type Scope } from './expand';
import type { DesiredObject, KindName } from './kind';
import { normalise } from './normalise';
import type { Problem } from './plan';

/** One thing as a file wants it, and where it stands. */
export interface DesiredEntry extends DesiredObject {
  /** Such as `triggers.yaml:12`. */
  readonly place: string;
  /** `essential: true`: without it nothing may be applied, not even where the plan lacks its kind. */
  readonly isEssential: boolean;
}

interface Inputs {
  readonly offer: Offer;
  readonly settings: Scope['settings'];
  readonly generated: Scope['generated'];
}

/** @returns what one written entry stands for: itself, or one for each of what it is repeated for */
export function toEntries(
  kind: KindName,
  { written, placeOf }: WrittenEntry,
  { offer, settings, generated }: Inputs,
): { entries: DesiredEntry[]; problems: Problem[] } {
  const { each, ...once } = written;
  const repeated = each === undefined ? [null] : repetitions(each, offer);
  if (!repeated) {
    const message = 'each must be impact_levels or kinds.';
    return {
      entries: [],
      problems: [{ check: 'unknown-each', place: placeOf(['each']), message }],
    };
  }
  const problems = new Map<string, Problem>();
  const entries: DesiredEntry[] = [];
  for (const one of repeated) {
    const found: Problem[] = [];
    const filled = expand(once, { each: one, settings, generated }, (name, path) => {
      found.push({
        check: 'unknown-name',
        place: placeOf(path),
        message: `${name} stands for nothing.`,
      });
    });
    const read = shapeOf(kind, once).safeParse(filled);
    if (!read.success && found.length === 0) {
      found.push(...read.error.issues.flatMap((issue) => toProblems(issue, placeOf)));
    }
    if (read.success && found.length === 0) entries.push(toEntry(kind, read.data, placeOf()));
    // A repeated entry has the same mistake each time.
    for (const problem of found) problems.set(`${problem.place} ${problem.message}`, problem);
  }
  return { entries, problems: [...problems.values()] };
}

const marks = {
  key: z.string().regex(/^[a-z][a-z0-9_]*$/, 'A key is small letters, digits and underscores.'),
  essential: z.boolean().default(false),
};
/** Without these Zendesk makes nothing of the kind. */
const NEEDED: Readonly<Record<KindName, readonly string[]>> = {
  groups: ['name'],
  dynamic_content: ['name', 'default_locale', 'variants'],
  ticket_fields: ['type', 'title'],
  ticket_forms: ['name', 'ticket_field_ids'],
  webhooks: ['name', 'endpoint', 'http_method', 'request_format', 'subscriptions'],
  trigger_categories: ['name'],
  triggers: ['title', 'actions'],
  automations: ['title', 'all', 'actions'],
  views: ['title', 'all', 'output'],
};
const RULES: readonly KindName[] = ['triggers', 'automations'];

type Marked = { key: string; essential: boolean; guard?: boolean } & Record<string, unknown>;

function shapeOf(kind: KindName, { guard }: Readonly<Record<string, unknown>>): z.ZodType<Marked> {
  const { all } = ATTRIBUTES[kind];
  if (guard === true && all && RULES.includes(kind)) {
    return z.strictObject({
      ...marks,
      guard: z.literal(true),
      title: z.string().optional(),
      all: all.shape,
    });
  }
  const attributes = Object.entries(ATTRIBUTES[kind]).map(
    ([name, { shape }]) => [name, NEEDED[kind].includes(name) ? shape : shape.optional()] as const,
  );
  return z.strictObject({
    ...marks,
    ...(RULES.includes(kind) ? { guard: z.literal(false).optional() } : {}),
    ...Object.fromEntries(attributes),
  }) as unknown as z.ZodType<Marked>;
}

function toEntry(kind: KindName, read: Marked, place: string): DesiredEntry {
  const { key, essential, guard, ...attributes } = read;
  const isGuard = guard === true;
  const sleep = SLEEP[kind];
  // Whatever stands in the files is at work, unless they say otherwise.
  const awake = sleep && !isGuard ? { [sleep.name]: sleep.on } : {};
  return {
    kind,
    key,
    attributes: normalise(kind, { ...awake, ...attributes }),
    isGuard,
    place,
    isEssential: essential,
  };
}

function toProblems(issue: z.core.$ZodIssue, placeOf: WrittenEntry['placeOf']): Problem[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => ({
      check: 'unknown-attribute',
      place: placeOf([...path, name]),
      message: `Nothing is called ${[...path, name].join('.')} here.`,
    }));
  }
  const message = `${path.join('.') || 'The entry'}: ${issue.message}`;
  return [{ check: 'wrong-shape', place: placeOf(path), message }];
}

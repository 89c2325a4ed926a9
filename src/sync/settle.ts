import type { DesiredEntry } from './desired-entry';
import {
  KIND_NAMES,
  type Applied,
  type Attributes,
  type Json,
  type Live,
  type LiveObject,
  type Lock,
} from './kind';
import { listOf } from './json-parts';
import { isKindName } from './lookup';
import { mergedOrder } from './order';
import type { Problem } from './plan';
import { referencesIn, replaceReferences } from './references';

export interface Settled {
  readonly entries: readonly DesiredEntry[];
  readonly warnings: readonly string[];
  readonly problems: readonly Problem[];
}

interface There {
  readonly live: Live;
  readonly lock: Lock;
  readonly applied: Applied;
}

/**
 * Makes of what the files want what can be wanted of this account: without what its plan lacks, and
 * with what is not ours copied in, so that it stays.
 * @param there references by name
 */
export function settle(desired: readonly DesiredEntry[], there: There): Settled {
  const spelled = withoutDynamicContent(desired, there.live);
  const possible = withoutMissingKinds(spelled.entries, there.live);
  const warnings = [...spelled.warnings, ...possible.warnings];
  const entries = possible.entries.flatMap((entry) => {
    if (!entry.isGuard)
      return [entry.kind === 'ticket_forms' ? withOthersFields(entry, there) : entry];
    const rule = liveOf(entry, there);
    if (rule) return [withRuleOfZendesk(entry, rule)];
    warnings.push(
      `${entry.kind}.${entry.key} is bound to no rule of Zendesk's; adopt one, or take the guard out of ${entry.place}.`,
    );
    return [];
  });
  return { entries, warnings, problems: possible.problems };
}

/** @returns what is there of an entry, by its id in the lock */
export function liveOf(
  { kind, key }: Pick<DesiredEntry, 'kind' | 'key'>,
  { live, lock }: Pick<There, 'live' | 'lock'>,
): LiveObject | undefined {
  const id = lock[kind]?.[key];
  const objects = live[kind];
  if (id === undefined || objects === 'missing') return undefined;
  return objects.find((object) => object.id === String(id));
}

/** Where the plan has no dynamic content its default text stands in its place. */
function withoutDynamicContent(
  desired: readonly DesiredEntry[],
  live: Live,
): { entries: readonly DesiredEntry[]; warnings: string[] } {
  if (live.dynamic_content !== 'missing') return { entries: desired, warnings: [] };
  const items = desired.filter(({ kind }) => kind === 'dynamic_content');
  const texts = new Map(items.map(({ key, attributes }) => [key, defaultText(attributes)]));
  const spelled = desired
    .filter(({ kind }) => kind !== 'dynamic_content')
    .map((entry) => ({
      ...entry,
      attributes: replaceReferences(entry.attributes, ({ room, name }) =>
        room === 'dynamic_content' ? texts.get(name) : undefined,
      ),
    }));
  const warnings = [
    `The account's plan has no dynamic content: ${items.length} texts stand in their default language.`,
  ];
  return { entries: spelled, warnings: items.length === 0 ? [] : warnings };
}

function defaultText({ variants, default_locale: locale }: Attributes): string | undefined {
  const text = (variants as Readonly<Record<string, Json>> | undefined)?.[
    typeof locale === 'string' ? locale : ''
  ];
  return typeof text === 'string' ? text : undefined;
}

/** What the plan lacks is left out, and with it whatever names it. */
function withoutMissingKinds(entries: readonly DesiredEntry[], live: Live): Settled {
  const warnings: string[] = [];
  const problems: Problem[] = [];
  let kept = entries;
  for (const missing of KIND_NAMES.filter((kind) => live[kind] === 'missing')) {
    const uncategorised =
      missing === 'trigger_categories'
        ? kept.map((entry) => ({ ...entry, attributes: withoutCategory(entry.attributes) }))
        : kept;
    const out = new Set<DesiredEntry>();
    for (let before = -1; before !== out.size;) {
      before = out.size;
      const gone = new Set([...out].map(({ kind, key }) => `${kind}.${key}`));
      for (const entry of uncategorised) {
        const names = referencesIn(entry.attributes);
        const isLost = names.some(
          ({ room, name }) => room === missing || gone.has(`${room}.${name}`),
        );
        if (entry.kind === missing || isLost) out.add(entry);
      }
    }
    if (out.size === 0) continue;
    const list = [...out].map(({ kind, key }) => `${kind}.${key}`).join(', ');
    const sentence = `The account's plan has no ${missing.replaceAll('_', ' ')}: left out are ${list}.`;
    warnings.push(sentence);
    for (const { place, isEssential, kind, key } of out) {
      const message = `${kind}.${key} is essential and cannot be made. ${sentence}`;
      if (isEssential) problems.push({ check: 'plan-lacks-essential', place, message });
    }
    kept = uncategorised.filter((entry) => !out.has(entry));
  }
  return { entries: kept, warnings, problems };
}

function withoutCategory(attributes: Attributes): Attributes {
  const { category_id: _category, ...rest } = attributes as Record<string, Json>;
  void _category;
  return rest;
}

/** A guarded rule keeps all it has; the files only add conditions. */
function withRuleOfZendesk(entry: DesiredEntry, rule: LiveObject): DesiredEntry {
  const has = listOf(rule.attributes.all);
  const there = new Set(has.map((condition) => JSON.stringify(condition)));
  const extra = listOf(entry.attributes.all).filter((one) => !there.has(JSON.stringify(one)));
  // The files' title only says which rule is meant; it keeps its own.
  const title = rule.attributes.title ?? null;
  return { ...entry, attributes: { title, all: [...has, ...extra] } };
}

/** Fields that others put on a form of ours stay there, between ours. */
function withOthersFields(entry: DesiredEntry, there: There): DesiredEntry {
  const form = liveOf(entry, there);
  if (!form || entry.attributes.ticket_field_ids === undefined) return entry;
  const before = textsOf(there.applied.ticket_forms?.[entry.key]?.ticket_field_ids);
  const isOurs = (name: string) => isManaged(name) || before.includes(name);
  const merged = mergedOrder(
    textsOf(form.attributes.ticket_field_ids),
    textsOf(entry.attributes.ticket_field_ids),
    isOurs,
  );
  return { ...entry, attributes: { ...entry.attributes, ticket_field_ids: merged } };
}

function isManaged(name: string): boolean {
  return referencesIn(name).some(({ room }) => isKindName(room));
}

function textsOf(value: Json | undefined): string[] {
  return listOf(value).filter((part) => typeof part === 'string');
}

import { listOf, membersOf } from '../json-parts';
import type { Attributes, Json, KindName } from '../kind';
import type { Alike } from './alike';

/** How much of what a thing is, its title aside, is the same; `of` 0 where there is nothing else to it. */
export interface Share {
  readonly same: number;
  readonly of: number;
  /** What was compared, such as `conditions and actions`. */
  readonly what: string;
  /** Too many things have it to be known by it alone. */
  readonly isCommon?: true;
}

type Compare = (wanted: Attributes, there: Attributes, alike: Alike) => Share;

/** What makes a thing the thing it is, of each kind. */
export const SUBSTANCE: Readonly<Record<KindName, Compare>> = {
  groups: (wanted, there) => ({
    same: wanted.description === there.description ? 1 : 0,
    of: wanted.description ? 1 : 0,
    what: 'description',
  }),
  dynamic_content: (wanted, there) =>
    shareOf('texts', textsOf(wanted.variants), textsOf(there.variants)),
  ticket_fields: (wanted, there) => {
    if (wanted.type !== there.type) return { same: 0, of: 1, what: 'type' };
    const tags = (one: Attributes) => [
      ...listOf(one.custom_field_options).map((option) => membersOf(option).value ?? ''),
      ...(one.tag ? [one.tag] : []),
    ];
    const { same, of } = shareOf('', tags(wanted), tags(there));
    // A field without options is its type.
    return of === 0
      ? { same: 1, of: 1, what: 'type', isCommon: true }
      : { same, of, what: 'type and options' };
  },
  ticket_forms: (wanted, there) =>
    shareOf('fields', listOf(wanted.ticket_field_ids), listOf(there.ticket_field_ids)),
  webhooks: (wanted, there) =>
    shareOf(
      'address',
      [[wanted.http_method ?? '', wanted.endpoint ?? '']],
      [[there.http_method ?? '', there.endpoint ?? '']],
    ),
  trigger_categories: () => ({ same: 0, of: 0, what: '' }),
  triggers: rules('conditions and actions'),
  automations: rules('conditions and actions'),
  views: rules('conditions'),
};

function rules(what: string): Compare {
  return (wanted, there, alike) => shareOf(what, partsOf(wanted), partsOf(there), alike);
}

/** What a rule asks and does; the words of a mail are not what tells rules apart. */
function partsOf({ all, any, actions }: Attributes): Json[] {
  const conditions = (list: Json | undefined, name: string) =>
    listOf(list).map((one) => [
      name,
      ...['field', 'operator', 'value'].map((part) => membersOf(one)[part] ?? ''),
    ]);
  const acts = listOf(actions).map((one) => {
    const { field = '', value = '' } = membersOf(one);
    return ['action', field, Array.isArray(value) ? (listOf(value)[0] ?? '') : value];
  });
  return [...conditions(all, 'all'), ...conditions(any, 'any'), ...acts];
}

function shareOf(
  what: string,
  wanted: readonly Json[],
  there: readonly Json[],
  alike: Alike = (a, b) => JSON.stringify(a) === JSON.stringify(b),
): Share {
  const left = [...there];
  let same = 0;
  for (const one of wanted) {
    const at = left.findIndex((other) => alike(one, other));
    if (at < 0) continue;
    left.splice(at, 1);
    same += 1;
  }
  return { same, of: wanted.length + left.length, what };
}

function textsOf(variants: Json | undefined): Json[] {
  return Object.entries(membersOf(variants));
}

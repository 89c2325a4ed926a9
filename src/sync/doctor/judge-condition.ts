import type { Rule, RuleLine } from './rule';

/** A change of a ticket by the integration user, with a public comment in a customer's name. */
export interface IntegrationChange {
  readonly updateType: 'Create' | 'Change';
  /** What the ticket certainly carries, and what it may carry. */
  readonly tags: readonly string[];
  readonly possibleTags: readonly string[] | 'any';
  readonly integrationUserId: number;
}

/** Null where it depends on the ticket. */
export type Verdict = boolean | null;

/** @returns whether the rule fires on the change, judged by what its conditions say */
export function wouldFire(
  { conditions }: Pick<Rule, 'conditions'>,
  change: IntegrationChange,
): Verdict {
  const all = conditions.all.map((line) => judge(line, change));
  const any = conditions.any.map((line) => judge(line, change));
  if (all.includes(false)) return false;
  if (any.length > 0 && any.every((verdict) => verdict === false)) return false;
  const isAny = any.length === 0 || any.includes(true);
  return isAny && !all.includes(null) ? true : null;
}

/** https://developer.zendesk.com/documentation/ticketing/reference-guides/conditions-reference/ */
function judge({ field, operator, value }: RuleLine, change: IntegrationChange): Verdict {
  const text = Array.isArray(value) ? value.join(' ') : String(value ?? '');
  const isNot = operator === 'is_not' || operator === 'not_includes';
  const told = JUDGES[field]?.(text, change) ?? null;
  if (told === null || (operator && !PLAIN.has(operator))) return null;
  return isNot ? !told : told;
}

const PLAIN = new Set(['is', 'is_not', 'includes', 'not_includes']);

const JUDGES: Readonly<Record<string, (value: string, change: IntegrationChange) => Verdict>> = {
  update_type: (value, { updateType }) => value === updateType,
  // Any comment, and one that the requester may see, are public ones too.
  comment_is_public: (value) => value !== 'false',
  ticket_is_public: (value) => value === 'public',
  role(value, { integrationUserId }) {
    if (value === 'agent') return true;
    if (value === 'end_user') return false;
    return /^\d+$/.test(value) ? Number(value) === integrationUserId : null;
  },
  requester_role: (value) => value === '0',
  requester_id: (value) => (value === 'current_user' ? false : null),
  current_via_id: (value) => value === '5',
  via_id: (value, { updateType }) => (updateType === 'Create' ? value === '5' : null),
  // A new request is new; a reply leaves it new or opens it.
  status(value, { updateType }) {
    if (value === 'solved' || value === 'closed' || value === 'pending') return false;
    if (updateType === 'Create') return value === 'new';
    return null;
  },
  current_tags(value, { tags, possibleTags }) {
    const words = value.split(/\s+/).filter(Boolean);
    if (words.some((word) => tags.includes(word))) return true;
    if (possibleTags === 'any') return null;
    return words.some((word) => possibleTags.includes(word)) ? null : false;
  },
};

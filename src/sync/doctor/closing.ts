import { z } from 'zod';
import type { Check, DoctorPorts, Finding } from './check';
import { PORTAL_TAG } from './portal-tag';
import { rule, type Rule } from './rule';

const REMEDY = 'npm run zendesk -- plan shows the automation, apply makes it.';

/** Without one, Zendesk closes what is solved after 28 days. The first to come closes. */
export const closing: Check = {
  name: 'closing',
  async run({ list, lock }: DoctorPorts): Promise<Finding> {
    const listed = await list('automations');
    const rules = listed === 'missing' ? [] : z.array(rule).parse(listed);
    const closers = rules
      .filter((each) => each.active && closes(each) && !sparesThePortal(each))
      .sort((one, other) => hoursOf(one) - hoursOf(other));
    const [first] = closers;
    if (!first) {
      const says = 'No automation closes solved tickets; Zendesk does after 28 days.';
      return { state: 'warning', says, remedy: REMEDY };
    }
    const ids = new Set(Object.values(lock.automations ?? {}).map(Number));
    const ours = closers.find(({ id }) => ids.has(id));
    if (!ours || ours === first) {
      return { state: 'ok', says: `Solved tickets are closed: ${told(first)}.` };
    }
    return {
      state: 'warning',
      says: `Solved tickets are closed earlier than the portal says: ${told(first)}, ${told(ours)}.`,
      remedy: `Give the first the condition "Tags contain none of ${PORTAL_TAG}".`,
    };
  },
};

function closes({ conditions, actions }: Rule): boolean {
  const isSolved = conditions.all.some(
    ({ field, value }) => field === 'SOLVED' || (field === 'status' && value === 'solved'),
  );
  return isSolved && actions.some(({ field, value }) => field === 'status' && value === 'closed');
}

function sparesThePortal({ conditions }: Rule): boolean {
  return conditions.all.some(
    ({ field, operator, value }) =>
      field === 'current_tags' &&
      operator === 'not_includes' &&
      String(value).split(/\s+/).includes(PORTAL_TAG),
  );
}

function told(each: Rule): string {
  return `"${each.title}" after ${hoursOf(each)} hours`;
}

/**
 * Zendesk counts whole hours: "greater than 23" is first true after 24.
 * https://developer.zendesk.com/documentation/ticketing/reference-guides/conditions-reference/
 */
function hoursOf({ conditions }: Rule): number {
  const solved = conditions.all.find(({ field }) => field === 'SOLVED');
  const hours = Number(solved?.value ?? 0);
  return solved?.operator?.startsWith('greater_than') ? hours + 1 : hours;
}

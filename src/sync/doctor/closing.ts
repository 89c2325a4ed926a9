import { z } from 'zod';
import type { Check, DoctorPorts, Finding } from './check';
import { rule, type Rule } from './rule';

const REMEDY = 'npm run zendesk -- plan shows the automation, apply makes it.';

/** Without one, Zendesk closes what is solved after 28 days. */
export const closing: Check = {
  name: 'closing',
  async run({ list }: DoctorPorts): Promise<Finding> {
    const listed = await list('automations');
    const rules = listed === 'missing' ? [] : z.array(rule).parse(listed);
    const closers = rules.filter((each) => each.active && closes(each));
    const [first] = closers;
    if (!first) {
      const says = 'No automation closes solved tickets; Zendesk does after 28 days.';
      return { state: 'warning', says, remedy: REMEDY };
    }
    const told = closers.map((each) => `"${each.title}" after ${hoursOf(each)} hours`);
    if (closers.length === 1)
      return { state: 'ok', says: `Solved tickets are closed: ${told[0]}.` };
    return {
      state: 'warning',
      says: `Several automations close solved tickets: ${told.join('; ')}.`,
      remedy: 'Keep one, or who is told what by when differs.',
    };
  },
};

function closes({ conditions, actions }: Rule): boolean {
  const isSolved = conditions.all.some(
    ({ field, value }) => field === 'SOLVED' || (field === 'status' && value === 'solved'),
  );
  return isSolved && actions.some(({ field, value }) => field === 'status' && value === 'closed');
}

function hoursOf({ conditions }: Rule): string {
  const solved = conditions.all.find(({ field }) => field === 'SOLVED');
  return solved?.value === undefined || solved.value === null ? '?' : String(solved.value);
}

import type { Difference } from '../plan';
import type { MemberChange, MembersPlan } from './accounts-plan';
import type { AppliedMembers } from './apply-members';

const SIGNS: Readonly<Record<MemberChange['act'], string>> = {
  create: '+',
  update: '~',
  delete: '-',
};
/** ANSI: green, yellow, red. */
const COLOURS: Readonly<Record<string, number>> = { '+': 32, '~': 33, '-': 31 };

/** @returns one change as a line */
export function changeLine(
  { act, kind, key, differences }: MemberChange,
  colours: boolean,
): string {
  const told = differences.filter(({ path }) => path !== 'external_id' && path !== 'member');
  const origin = differences[0] ? ` (${differences[0].origin})` : '';
  const line = `${SIGNS[act]} ${kind} ${key}${origin}${told.map(differenceText).join('')}`;
  const colour = COLOURS[SIGNS[act]];
  return colours && colour !== undefined ? `\u001b[${colour}m${line}\u001b[0m` : line;
}

/** @returns the lines a plan is shown with */
export function planLines(plan: MembersPlan, colours: boolean): string[] {
  const { organizations, users, memberships } = plan.unmanaged;
  return [
    ...plan.changes.map((change) => changeLine(change, colours)),
    ...plan.changes.flatMap(({ warnings }) => warnings).map(warning),
    ...plan.warnings.map(warning),
    ...plan.heldBack.flatMap((change) => [
      `kept back: ${changeLine(change, colours)}`,
      ...change.warnings.map((text) => `  ${text} --allow ${change.key} does it.`),
    ]),
    ...plan.stopped.map((account) =>
      warning(`${account} would lose many of its people: needs --allow-removals ${account}.`),
    ),
    `left alone, not ours: ${organizations} organizations, ${users} users, ${memberships} memberships`,
    plan.changes.length === 0 ? 'Nothing to change.' : `${plan.changes.length} to change.`,
  ];
}

/** @returns the lines that say how an apply ended */
export function appliedLines(applied: AppliedMembers, colours: boolean): string[] {
  const { done, failed, notices, left } = applied;
  const isTold = new Set(failed.map(({ change }) => `${change.kind} ${change.key}`));
  const others = left.filter(({ kind, key }) => !isTold.has(`${kind} ${key}`));
  return [
    ...failed.map(({ change, message }) => `failed: ${changeLine(change, colours)}: ${message}`),
    ...notices.map(warning),
    ...others.map((change) => `left: ${changeLine(change, colours)}`),
    `${done.length} done, ${failed.length} failed, ${left.length} left.`,
  ];
}

function differenceText({ path, live, desired, origin }: Difference): string {
  const from = live === null ? '' : `${JSON.stringify(live)} -> `;
  return `, ${path}: ${from}${JSON.stringify(desired)}${origin === 'ours' ? '' : ` ${origin}`}`;
}

function warning(text: string): string {
  return `warning: ${text}`;
}

import type { Json } from './kind';
import type { Change, Difference, Plan } from './plan';

/** 0 nothing to do, 2 changes waiting, 1 a problem. */
export function exitCodeOf({ changes, problems }: Plan): 0 | 1 | 2 {
  if (problems.length > 0) return 1;
  return changes.length > 0 ? 2 : 0;
}

/** Colour only for a person at a terminal: neither `NO_COLOR` (https://no-color.org) nor `--no-color`. */
export function wantsColor(where: {
  readonly isTTY: boolean;
  readonly noColor: string | undefined;
  readonly flag: boolean;
}): boolean {
  return where.isTTY && !where.noColor && !where.flag;
}

/** @returns the plan as a person reads it in a terminal */
export function planToText(plan: Plan, { color }: { readonly color: boolean }): string {
  const paint = color ? painted : (text: string) => text;
  const problems = plan.problems.map(
    ({ check, place, message }) =>
      `${paint('Problem', 'red')} ${place}: ${message} ${paint(`[${check}]`, 'dim')}`,
  );
  const changes = plan.changes.flatMap((change) => changeLines(change, paint));
  const warnings = plan.warnings.map((warning) => `${paint('Warning', 'yellow')} ${warning}`);
  return `${[problems, changes, warnings, summary(plan)]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

type Paint = (text: string, color: Color) => string;
type Color = keyof typeof CODES;
const CODES = { red: 31, green: 32, yellow: 33, cyan: 36, dim: 2 } as const;

function painted(text: string, color: Color): string {
  return `\u001b[${CODES[color]}m${text}\u001b[0m`;
}

const SIGNS = {
  create: { sign: '+', color: 'green', done: 'to create' },
  update: { sign: '~', color: 'yellow', done: 'to change' },
  deactivate: { sign: 'z', color: 'red', done: 'to put to sleep' },
  delete: { sign: '-', color: 'red', done: 'to delete' },
  reorder: { sign: '#', color: 'cyan', done: 'to reorder' },
} as const;

function changeLines(change: Change, paint: Paint): string[] {
  const { kind, key, title, act, differences, warnings, needsAllow } = change;
  const { sign, color, done } = SIGNS[act];
  const name =
    act === 'reorder' ? paint(title, color) : `${paint(`${kind}.${key}`, color)} "${title}"`;
  const isQuiet = act === 'update' || act === 'create' ? '' : ` ${paint(done, 'dim')}`;
  // What is made is read in the files; only what changes is told.
  const told = act === 'create' ? [] : differences.map((one) => differenceLine(one, paint));
  const allow = needsAllow ? [`Needs --allow ${key}.`] : [];
  const notes = [...warnings, ...allow].map((note) => `    ${paint('!', 'yellow')} ${note}`);
  return [`${paint(sign, color)} ${name}${isQuiet}`, ...told, ...notes];
}

function differenceLine({ path, live, desired, origin }: Difference, paint: Paint): string {
  const [from, to] = shortPair(shown(live), shown(desired));
  const label = paint(`(${ORIGINS[origin]})`, origin === 'ours' ? 'dim' : 'cyan');
  return `    ${path}: ${paint(from, 'red')} → ${paint(to, 'green')} ${label}`;
}

const ORIGINS = {
  ours: 'ours',
  drift: 'drift',
  both: 'ours and drift',
  default: 'server default',
} as const;

function shown(value: Json): string {
  return value === null ? 'nothing' : JSON.stringify(value);
}

const LONGEST = 70;

/** Of two long texts, the parts from shortly before where they part. */
function shortPair(a: string, b: string): [string, string] {
  if (a.length <= LONGEST && b.length <= LONGEST) return [a, b];
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  const from = Math.max(0, same - 20);
  const cut = (text: string) => {
    const part = text.slice(from, from + LONGEST);
    return `${from > 0 ? '…' : ''}${part}${text.length > from + LONGEST ? '…' : ''}`;
  };
  return [cut(a), cut(b)];
}

function summary(plan: Plan): string[] {
  const counts = Object.entries(SIGNS).flatMap(([act, { done }]) => {
    const count = plan.changes.filter((change) => change.act === act).length;
    return count === 0 ? [] : [`${count} ${done}`];
  });
  const stays = Object.entries(plan.unmanaged).map(
    ([kind, count]) => `${count} ${kind.replaceAll('_', ' ')}`,
  );
  const all = counts.length === 0 ? 'Nothing to do' : `${counts.join(', ')} in ${plan.environment}`;
  return [
    plan.problems.length > 0 ? `${all}; ${plan.problems.length} in the way.` : `${all}.`,
    ...(stays.length === 0 ? [] : [`Not ours, left as they are: ${stays.join(', ')}.`]),
  ];
}

import { AppError } from '../errors';
import { reached } from '../steps';
import { stable } from './stable';
import { findCreated } from './find-created';
import { endJournal, readJournal, writeJournal, type Journal } from './journal';
import { lookupOf } from './lookup';
import { readLive } from './live';
import { perform, toLockId } from './perform';
import type { Change, Plan } from './plan';
import type { Prepared } from './prepare';
import { refuseUnsafe } from './refuse-unsafe';
import { openRun, type Run } from './run';
import type { Site } from './site';
import { readLock, writeLock } from './site-files';
import { keepSnapshot } from './snapshot';
import { toSteps, type Step } from './steps';

export interface Outcome {
  /** Names the snapshot; null when there was nothing to do. */
  readonly applyId: string | null;
  /** Steps that were carried out. */
  readonly steps: number;
  /** What a new plan still wants; empty when Zendesk is as the files say. */
  readonly left: readonly Change[];
  /** What Zendesk made a second time, later than we looked; a sentence each. */
  readonly twins: readonly string[];
  /** Ids of webhooks it made: what they sign with is new. */
  readonly newWebhooks: readonly string[];
}

/** Milliseconds that what an interrupted run sent may take Zendesk to make. */
const IN_FLIGHT = 3_000;
/** Milliseconds until what was written must show in lists. */
const SETTLING = 2_000;

/**
 * Takes up an apply that was interrupted: a creation whose answer was lost is found and locked, so
 * that the next plan goes on from there.
 * @returns its journal, or null when there is none
 */
export async function settleJournal(site: Site): Promise<Journal | null> {
  const journal = await readJournal(site);
  const sending = journal?.sending;
  if (!journal || sending?.act !== 'create') return journal;
  const lock = await readLock(site);
  if (lock[sending.kind]?.[sending.key] !== undefined) return journal;
  const { live, integrationUserId } = await readLive(site);
  const lookup = lookupOf(live, lock, integrationUserId);
  let found = await findCreated(site, lookup, sending);
  const stillComing = sending.at + IN_FLIGHT - site.now().getTime();
  if (!found && stillComing > 0) {
    await site.patience.wait(Math.min(stillComing, IN_FLIGHT));
    found = await findCreated(site, lookup, sending);
  }
  if (found) {
    const ids = { ...lock[sending.kind], [sending.key]: toLockId(found.id) };
    await writeLock(site, { ...lock, [sending.kind]: ids });
  }
  return journal;
}

/**
 * @param given the plan somebody has read
 * @param fresh the plan of now
 * @param journal of an interrupted apply: of the same plan, what is left of it may be done
 * @throws AppError `conflict` when they are not the same
 */
export function refuseIfMoved(given: Plan, fresh: Plan, journal: Journal | null): void {
  if (given.environment !== fresh.environment) {
    throw new AppError(
      'conflict',
      `The plan is for ${given.environment}, not ${fresh.environment}.`,
    );
  }
  if (journal && stable(journal.plan) === stable(given)) {
    if (isPartOf(fresh, given)) return;
  } else if (given.fingerprint === fresh.fingerprint) {
    if (stable(given.changes.map(asMeant)) === stable(fresh.changes.map(asMeant))) return;
    throw new AppError('conflict', 'The files have changed since the plan was made: plan again.');
  }
  throw new AppError('conflict', 'Zendesk has changed since the plan was made: plan again.');
}

/**
 * Carries a plan out and reads back what became of it. Interrupted at any point, the next run goes
 * on without making anything twice.
 * @param replan makes the plan of now, to see whether anything is left
 * @throws AppError `invalid` for a plan with problems, or one that needs something allowed
 */
export async function applyPlan(
  site: Site,
  prepared: Prepared,
  interrupted: Journal | null,
  replan: () => Promise<Prepared>,
): Promise<Outcome> {
  const { plan } = prepared;
  refuseUnsafe(plan);
  const former = interrupted && isPartOf(plan, interrupted.plan) ? interrupted : null;
  const applyId = former?.applyId ?? newApplyId(site);
  const begun = { applyId, environment: site.environment, plan, done: 0, sending: null };
  const journal: Journal = former ? { ...former, sending: null } : begun;
  const run = openRun(site, prepared, journal);
  const unfinished = former ? leftAsleep(former.plan, prepared) : [];
  const steps = wakingLast(toSteps([...plan.changes, ...unfinished]));
  if (steps.length > 0) {
    await keepSnapshot(site, applyId, prepared);
    await writeJournal(site, journal);
    reached('apply-begun');
    await performAll(site, run, steps);
  }
  const left = steps.length > 0 ? await readBack(site, replan) : [];
  const twins = await twinsOf(site, run);
  if (left.length === 0) await run.appliedAll();
  await endJournal(site);
  reached('apply-done');
  const done = { applyId: steps.length > 0 ? applyId : null, steps: steps.length };
  return { ...done, left, twins, newWebhooks: newWebhooks(journal.plan, run) };
}

function newWebhooks({ changes }: Plan, run: Run): string[] {
  return changes
    .filter(({ act, kind }) => act === 'create' && kind === 'webhooks')
    .flatMap(({ key }) => run.idOf('webhooks', key) ?? []);
}

async function performAll(site: Site, run: Run, steps: readonly Step[]): Promise<void> {
  const width = String(steps.length).length;
  for (const [index, step] of steps.entries()) {
    await perform(site, run, step);
    const { kind, key, title } = step.change;
    const count = `${String(index + 1).padStart(width)}/${steps.length}`;
    site.patience.tell(`${count} ${DONE[step.act]} ${kind}.${key}${title ? ` (${title})` : ''}`);
  }
}

const DONE: Readonly<Record<Change['act'], string>> = {
  create: 'created',
  update: 'changed',
  deactivate: 'put to sleep',
  delete: 'deleted',
  reorder: 'put in order',
};

/** Lists may lag a moment behind what was written, so one more look is taken before complaining. */
async function readBack(site: Site, replan: () => Promise<Prepared>): Promise<readonly Change[]> {
  const { changes } = (await replan()).plan;
  if (changes.length === 0) return changes;
  await site.patience.wait(SETTLING);
  return (await replan()).plan.changes;
}

/** Rules an interrupted run left asleep are changes to wake now; they wait for their fellows too. */
function wakingLast(steps: readonly Step[]): Step[] {
  const wakes = ({ act, change, write }: Step) =>
    act === 'update' && RULES.includes(change.kind) && write.active === true;
  const others = steps.filter((step) => !wakes(step));
  const isDeletion = ({ act }: Step) => act === 'delete';
  return [
    ...others.filter((step) => !isDeletion(step)),
    ...steps.filter(wakes),
    ...others.filter(isDeletion),
  ];
}

const RULES: readonly string[] = ['triggers', 'automations'];

/**
 * What the interrupted plan wanted asleep and the lock has no name for any more: the field whose
 * place another had taken before the end came.
 */
function leftAsleep({ changes }: Plan, { live, lock }: Prepared): Change[] {
  return changes.filter(({ act, kind, id }) => {
    const objects = live[kind];
    const isAwake = objects !== 'missing' && objects.some((one) => one.id === id && one.isActive);
    const isNamed = Object.values(lock[kind] ?? {}).some((locked) => String(locked) === id);
    return act === 'deactivate' && isAwake && !isNamed;
  });
}

/** A creation without an answer can come to its end after the last look. */
async function twinsOf(site: Site, run: Run): Promise<string[]> {
  const sentences: string[] = [];
  for (const sending of run.doubtful()) {
    const twin = await findCreated(site, run.lookup(), sending);
    if (!twin) continue;
    const { kind, key } = sending;
    sentences.push(
      `${kind}.${key} was made twice: remove the one with the id ${twin.id} in Zendesk.`,
    );
  }
  return sentences;
}

function isPartOf(part: Plan, whole: Plan): boolean {
  const meant = new Set(whole.changes.map(nameOf));
  return part.changes.every((change) => meant.has(nameOf(change)));
}

/** Warnings count tickets, and these come and go all the time. */
function asMeant({ warnings, ...change }: Change): Omit<Change, 'warnings'> {
  void warnings;
  return change;
}

function nameOf({ kind, key }: Change): string {
  return `${kind}.${key}`;
}

/** Sorts by time, and two of one second differ. */
function newApplyId({ now, random }: Site): string {
  const stamp = now()
    .toISOString()
    .replace(/[-:]|\.\d+/g, '');
  return `${stamp}-${random(3).toString('hex')}`;
}

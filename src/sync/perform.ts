import { AppError, toAppError } from '../errors';
import { reached } from '../steps';
import { saysAlreadyThere } from '../zendesk/already-there';
import { SLEEP, titleOf } from './attributes';
import { findCreated } from './find-created';
import type { Sending } from './journal';
import type { Attributes, KindName } from './kind';
import { isUnclear, patiently } from './patience';
import type { Change } from './plan';
import { putInOrder } from './put-in-order';
import type { Run } from './run';
import { revealSecrets } from './secrets';
import type { Site } from './site';
import type { Step } from './steps';
import { toIds } from './to-ids';

/** Milliseconds before each look after a call we gave up on: Zendesk may still be at it. */
const LOOKS_AFTER_SILENCE = [0, 5_000, 15_000];

/**
 * Carries one step out, its journal entry first.
 * @throws AppError naming what could not be done, once nothing helps that may be tried again
 */
export async function perform(site: Site, run: Run, step: Step): Promise<void> {
  const { change, act, write } = step;
  const { kind, key } = change;
  const before = act === 'create' ? idsOf(run, kind, toIds(write, run.lookup())) : [];
  const sending: Sending = { kind, key, act, write, before, at: site.now().getTime() };
  await run.note(sending);
  try {
    await ACTS[act](site, run, sending, change.id);
  } catch (thrown) {
    throw toStepError(run, step, thrown);
  }
  run.count();
}

type Act = (site: Site, run: Run, sending: Sending, id: Change['id']) => Promise<void>;

const ACTS: Readonly<Record<Change['act'], Act>> = {
  create,
  async update(site, run, { kind, key, write }) {
    await update(site, run, kind, run.idOf(kind, key), write);
    await run.applied(kind, key);
  },

  async deactivate(site, run, { kind }, id) {
    const sleep = SLEEP[kind];
    if (!sleep) return;
    const off = sleep.on === true ? false : 'inactive';
    await update(site, run, kind, id, { [sleep.name]: off });
  },

  async delete(site, run, { kind, key }, id) {
    if (id !== null) await patiently(site.patience, () => site.configuration.remove(kind, id));
    reached('apply-sent');
    await run.forgotten(kind, key);
  },

  async reorder(site, run, { kind, write }) {
    const { order } = toIds(write, run.lookup());
    await putInOrder(site, kind, (order ?? []) as readonly string[]);
    reached('apply-sent');
  },
};

async function create(site: Site, run: Run, sending: Sending): Promise<void> {
  const { configuration, patience } = site;
  const { kind, key, write } = sending;
  const body = toIds(write, run.lookup());
  let wasUnclear = false;
  const look = () => findCreated(site, run.lookup(), sending);
  const made = await patiently(
    patience,
    async () => {
      try {
        const raw = await configuration.create(kind, revealSecrets(body, site.secretOf));
        return { id: raw.id as number | string, placeholder: raw.placeholder };
      } catch (thrown) {
        // What is refused as a duplicate after a lost answer may be our own.
        const found =
          wasUnclear && toAppError(thrown).code === 'invalid' ? await look() : undefined;
        if (!found) throw thrown;
        return found;
      }
    },
    async (failure) => {
      wasUnclear = isUnclear(failure);
      run.doubt(sending);
      const isSilence = failure.details.reason === 'TimeoutError';
      for (const ms of isSilence ? LOOKS_AFTER_SILENCE : [0]) {
        if (ms > 0) await patience.wait(ms);
        const found = await look();
        if (found) return found;
      }
      return undefined;
    },
  );
  reached('apply-sent');
  await run.created(kind, key, toLockId(made.id), made.placeholder);
  await run.applied(kind, key);
}

async function update(
  site: Site,
  run: Run,
  kind: KindName,
  id: string | null | undefined,
  write: Attributes,
): Promise<void> {
  if (id == null) throw new AppError('internal', 'nothing in the lock names it.');
  const body = toIds(write, run.lookup());
  const options = { mayLoseOptions: optionsOf(run, kind, id) };
  await patiently(site.patience, () =>
    site.configuration.update(kind, id, revealSecrets(body, site.secretOf), options),
  );
  reached('apply-sent');
}

/** Numbers stay numbers; a webhook's id, and a category's, are no numbers to Zendesk. */
export function toLockId(id: number | string): number | string {
  return typeof id === 'string' && /^\d+$/.test(id) ? Number(id) : id;
}

/** @returns the ids of what has that title already */
function idsOf(run: Run, kind: KindName, body: Attributes): string[] {
  const objects = run.live[kind];
  const title = body[titleOf(kind)];
  return (objects === 'missing' ? [] : objects)
    .filter((object) => object.title === title)
    .map(({ id }) => id);
}

/** The options the plan has seen: those it leaves out, somebody has allowed to go. */
function optionsOf(run: Run, kind: KindName, id: string): ReadonlySet<string> {
  const objects = run.live[kind];
  const object = objects === 'missing' ? undefined : objects.find((one) => one.id === id);
  const options = object?.attributes.custom_field_options ?? [];
  return new Set((options as readonly { value: string }[]).map(({ value }) => value));
}

const NAME_TAKEN =
  'Zendesk has something of that name that is not ours: adopt it, or rename one of the two.';

function toStepError(run: Run, { act, change }: Step, thrown: unknown): AppError {
  const error = toAppError(thrown);
  const { description, details } = error.details;
  const told = [error.message, description, details && JSON.stringify(details)].filter(Boolean);
  const why = act === 'create' && saysAlreadyThere(error) ? NAME_TAKEN : told.join(' ');
  const sentence = `${change.kind}.${change.key} (${act}): ${why}`;
  return new AppError(error.code, run.scrub(sentence), {
    cause: error,
    retryAfter: error.retryAfter,
  });
}

import { parseArgs } from 'node:util';
import { AppError, notFound } from '../src/errors';
import { createMirroredTickets } from '../src/mirror/tickets';
import type { Intent } from '../src/outbox/intent';
import { createOutbox } from '../src/outbox/outbox';
import { createUpkeep } from '../src/outbox/upkeep';
import type { Database } from '../src/storage/database';
import { createFiles } from '../src/storage/files';
import { dropAct } from '../src/use-cases/drop-act';
import { retryAct } from '../src/use-cases/retry-act';
import { runCommand, say } from './command';
import { withDatabase } from './with-database';

const USAGE = `What was accepted and Zendesk has not confirmed.

  npm run outbox -- list        one line each: id, state, age, kind, reference, attempts, last error
  npm run outbox -- show  ID    all of it, with the customer's words
  npm run outbox -- retry ID    due again at once
  npm run outbox -- drop  ID    let go of it for good, with its words and files
`;

type Command = (db: Database['kysely'], id: number) => Promise<void>;

/** Exit codes: 0 done, 1 refused or failed. */
async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [command, id, ...others] = positionals;
  if (command === 'list' && id === undefined) return withDatabase(list);
  const act: Command | undefined = { show, retry, drop }[command ?? ''];
  if (!act || !/^[1-9]\d{0,14}$/.test(id ?? '') || others.length > 0) {
    throw new AppError('invalid', USAGE);
  }
  return withDatabase((db) => act(db, Number(id)));
}

async function list(db: Database['kysely']): Promise<void> {
  for (const act of await createUpkeep(db).unsettled()) say(lineOf(act).join('\t'));
}

async function show(db: Database['kysely'], id: number): Promise<void> {
  const act = await find(db, id);
  const files = await createFiles(db).accepted([act.intent]);
  const shown = { ...act, files: files.map(({ name, size }) => ({ name, size })) };
  say(JSON.stringify(shown, null, 2));
}

async function retry(db: Database['kysely'], id: number): Promise<void> {
  await find(db, id);
  const deps = { upkeep: createUpkeep(db), tickets: createMirroredTickets(db), now };
  const done = await db.transaction().execute((trx) => retryAct(deps, trx, id));
  if (!done) throw notInReach(id);
  say(`${id} is due now.`);
}

async function drop(db: Database['kysely'], id: number): Promise<void> {
  const act = await find(db, id);
  const deps = {
    outbox: createOutbox(db),
    upkeep: createUpkeep(db),
    files: createFiles(db),
    tickets: createMirroredTickets(db),
  };
  const done = await db.transaction().execute((trx) => dropAct(deps, trx, act));
  if (!done) throw notInReach(id);
  say(`${id} was dropped.`);
}

async function find(db: Database['kysely'], id: number): Promise<Intent> {
  const act = await createUpkeep(db).findById(id);
  if (!act) throw notFound('act');
  return act;
}

function lineOf({ id, state, createdAt, kind, reference, attempts, lastError }: Intent) {
  const minutes = Math.floor((now().getTime() - createdAt.getTime()) / 60_000);
  return [id, state, `${minutes} min`, kind, reference, `${attempts} attempts`, lastError ?? '-'];
}

function notInReach(id: number): AppError {
  return new AppError(
    'conflict',
    `${id} is settled, or being delivered now: look again in a minute.`,
  );
}

function now(): Date {
  return new Date();
}

runCommand(main);

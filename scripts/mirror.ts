import { parseArgs } from 'node:util';
import { createEndings } from '../src/composition/endings';
import { openRecords } from '../src/composition/records';
import { connectSupport } from '../src/composition/support';
import { AppError } from '../src/errors';
import { silentLog } from '../src/log';
import { createMetrics } from '../src/metrics';
import { auditCopy } from '../src/mirror/audit';
import { readEnvironment } from '../src/settings/environment';
import { readDemoSettings, readProductionSettings } from '../src/settings/settings';
import { runCommand, say } from './command';

const USAGE = `Our copy of Zendesk's tickets.

  npm run mirror -- status               how far it has come, and how old it is
  npm run mirror -- audit [--sample N]   compares N tickets (200) with Zendesk, both ways
  npm run mirror -- rebuild              reads everything from Zendesk once more, while portals run
`;

type Parts = Awaited<ReturnType<typeof connect>>;

/** Exit codes: 0 done and alike, 1 refused, failed, or not alike. */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { sample: { type: 'string', default: '200' } },
  });
  const [command, ...others] = positionals;
  const act = { status, audit, rebuild }[command ?? ''];
  if (!act || others.length > 0 || !/^[1-9]\d{0,4}$/.test(values.sample)) {
    throw new AppError('invalid', USAGE);
  }
  const endings = createEndings();
  try {
    await act(await connect(endings.started), Number(values.sample));
  } finally {
    await endings.stop();
  }
}

/** The settings of `npm start` where a Zendesk is set, else the demo's. */
async function connect(started: ReturnType<typeof createEndings>['started']) {
  const raw = readEnvironment();
  const { settings, secrets } = raw.ZENDESK_URL
    ? readProductionSettings(raw)
    : readDemoSettings(raw);
  const common = { settings, secrets, log: silentLog(), metrics: createMetrics(), now, started };
  const records = await openRecords(common);
  return { records, zendesk: connectSupport({ ...common, records }) };
}

async function status({ records: { db, progress } }: Parts): Promise<void> {
  const { asOf, unreachableSince } = await progress.read();
  const { count } = await db
    .selectFrom('tickets')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  say(`tickets          ${count}`);
  say(`as of            ${asOf?.toISOString() ?? 'never'}`);
  say(`unreachable      ${unreachableSince ? `since ${unreachableSince.toISOString()}` : 'no'}`);
  for (const step of ['open', 'history'] as const) {
    const { begunAt, doneAt } = await progress.of(step);
    const state = doneAt
      ? `here since ${doneAt.toISOString()}`
      : begunAt
        ? 'being read'
        : 'not begun';
    say(`${step.padEnd(16)} ${state}`);
  }
}

async function audit({ records: { db }, zendesk }: Parts, sample: number): Promise<void> {
  const report = await auditCopy({ db, zendesk, random: Math.random }, sample);
  say(`compared = ${report.compared}`);
  say(`missing = ${report.missing.length}`);
  say(`different = ${report.different.length}`);
  say(`gone = ${report.gone.length}`);
  for (const number of report.missing) say(`missing: ${number}`);
  for (const { number, fields } of report.different)
    say(`different: ${number} ${fields.join(', ')}`);
  for (const number of report.gone) say(`gone: ${number}`);
  const { missing, different, gone } = report;
  if (missing.length + different.length + gone.length > 0) process.exitCode = 1;
}

/** The portals do the reading; until it is done the copy stays as it is. */
async function rebuild({ records: { progress } }: Parts): Promise<void> {
  await progress.begin('open', now());
  await progress.begin('history', now());
  say('The running portals read every ticket once more; see: npm run mirror -- status');
}

function now(): Date {
  return new Date();
}

runCommand(main);

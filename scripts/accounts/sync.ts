import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createEndings } from '../../src/composition/endings';
import { connectSupport } from '../../src/composition/support';
import { AppError } from '../../src/errors';
import { silentLog } from '../../src/log';
import { createMetrics } from '../../src/metrics';
import { createOutbox } from '../../src/outbox/outbox';
import { readEnvironment } from '../../src/settings/environment';
import { readDemoSettings, readProductionSettings } from '../../src/settings/settings';
import { createCallLedger } from '../../src/storage/call-ledger';
import { createSupportDirectory } from '../../src/storage/support-directory';
import type { MembersPlan } from '../../src/sync/accounts/accounts-plan';
import { applyMembers, lookAtMembers } from '../../src/sync/accounts/apply-members';
import { appliedLines, changeLine, planLines } from '../../src/sync/accounts/report';
import { LEDGER_RULES } from '../../src/zendesk/call-ledger';
import { say } from '../command';
import { accountFrom } from './arguments';
import type { Tables } from './tables';

type Options = { out?: string; json?: boolean; allow?: string[]; 'allow-removals'?: string[] };
type Parts = ReturnType<typeof connect>;

/**
 * Brings Zendesk's organizations, users and memberships to what our access table says. Without
 * `apply` it only looks. Exit codes: 0 nothing to do, or done; 2 a plan found changes; 3 something
 * is left after an apply; 1 refused or failed.
 */
export async function sync(
  tables: Tables,
  [act = 'plan', file]: readonly string[],
  options: Options,
): Promise<void> {
  const isApply = act === 'apply';
  if ((!isApply && act !== 'plan') || (!isApply && file) || (isApply && options.out)) {
    throw new AppError('invalid', 'sync plan [--out FILE], or sync apply [FILE].');
  }
  const endings = createEndings();
  try {
    const parts = connect(tables, options, endings.started);
    await (isApply ? apply(parts, file, options) : plan(parts, options));
  } finally {
    await endings.stop();
  }
}

/** The settings of `npm start` where a Zendesk is set, else the demo's. */
function connect(
  { db }: Tables,
  options: Options,
  started: ReturnType<typeof createEndings>['started'],
) {
  const raw = readEnvironment();
  const { settings, secrets } = raw.ZENDESK_URL
    ? readProductionSettings(raw)
    : readDemoSettings(raw);
  const records = {
    ledger: createCallLedger(db, { ...LEDGER_RULES, random: Math.random }),
    outbox: createOutbox(db),
  };
  const common = { settings, secrets, log: silentLog(), metrics: createMetrics(), started };
  const zendesk = connectSupport({ ...common, now: () => new Date(), records });
  return {
    members: zendesk.members,
    directory: createSupportDirectory(db),
    environment: settings.zendesk.environment,
    allowed: {
      keys: options.allow ?? [],
      removals: (options['allow-removals'] ?? []).map(accountFrom),
    },
  };
}

async function plan(parts: Parts, { out, json }: Options): Promise<void> {
  const looked = await lookAtMembers(parts, await parts.directory.read());
  const text = JSON.stringify(looked.plan, null, 2);
  // It names people.
  if (out !== undefined) writeFileSync(out, `${text}\n`, { mode: 0o600 });
  if (json) say(text);
  else for (const line of planLines(looked.plan, isTerminal())) say(line);
  if (looked.plan.changes.length > 0) process.exitCode = 2;
}

async function apply(parts: Parts, file: string | undefined, { json }: Options): Promise<void> {
  const applied = await applyMembers(
    {
      ...parts,
      memory: parts.directory,
      wait: (seconds) => sleep(seconds * 1000),
      show: (change, { number, of }) => {
        process.stderr.write(`${number}/${of} ${changeLine(change, false)}\n`);
      },
    },
    await parts.directory.read(),
    file === undefined ? undefined : reviewedPlan(file),
  );
  if (json) say(JSON.stringify(applied, null, 2));
  else for (const line of appliedLines(applied, isTerminal())) say(line);
  if (applied.left.length > 0) process.exitCode = 3;
  if (applied.isBroken) process.exitCode = 1;
}

function reviewedPlan(file: string): MembersPlan {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as MembersPlan;
  } catch (cause) {
    throw new AppError('invalid', `${file} is no plan that can be read.`, { cause });
  }
}

function isTerminal(): boolean {
  return process.stdout.isTTY === true;
}

import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { AccountName } from '../../src/domain/account';
import type { MembershipSource } from '../../src/domain/membership';
import { hasChanges } from '../../src/domain/membership-plan';
import { AppError, toAppError } from '../../src/errors';
import { memberFile } from '../../src/member-files/member-file';
import { readEnvironment } from '../../src/settings/environment';
import { readVtexSettings, type VtexSettings } from '../../src/settings/vtex';
import { followMemberLists } from '../../src/use-cases/follow-member-lists';
import { licenseManager } from '../../src/vtex/license-manager';
import { openVtexLine } from '../../src/vtex/vtex-line';
import { accountFrom } from './arguments';
import { showPlan, showTotals } from './show-plan';
import type { Tables } from './tables';

type Options = { yes?: boolean; all?: boolean; 'allow-removals'?: string[] };

/** Long, since a large account's page may take VTEX its time; nobody waits for it in a browser. */
const TIMEOUT_MS = 30_000;

/** Makes the accounts of a file what the file says. Accounts it does not name are left alone. */
export async function importFile(
  tables: Tables,
  [path = '']: readonly string[],
  options: Options,
): Promise<void> {
  const by = { ...tables.by, command: `import ${basename(path)}` };
  await follow({ ...tables, by }, memberFile(path), options);
}

/** Makes accounts what VTEX says, one after the other; one that cannot be told about is left alone. */
export async function refresh(
  tables: Tables,
  words: readonly string[],
  options: Options,
): Promise<void> {
  const isAll = options.all === true;
  if (isAll === words.length > 0) {
    throw new AppError('invalid', 'Name the accounts to refresh, or --all.');
  }
  const vtex = readVtexSettings(readEnvironment());
  const accounts = isAll ? await everyAccount(tables, vtex) : words.map(accountFrom);
  const line = openVtexLine({ address: vtex.address, timeoutMs: TIMEOUT_MS });
  const failed: AccountName[] = [];
  for (const account of [...new Set(accounts)]) {
    try {
      const key = vtex.keys.get(account) ?? vtex.commonKey;
      if (!key) throw new AppError('invalid', 'there is no application key for it.');
      const revealed = { appKey: key.appKey.reveal(), appToken: key.appToken.reveal() };
      await follow(tables, licenseManager(line, account, revealed), options);
    } catch (thrown) {
      const { message } = toAppError(thrown);
      const sentence = message.startsWith(`${account}: `) ? message : `${account}: ${message}`;
      process.stderr.write(`${sentence}\n`);
      failed.push(account);
    }
  }
  if (failed.length > 0) {
    throw new AppError('unavailable', `Left as they were: ${failed.join(', ')}.`);
  }
}

/** Those that have a key: where there is a common one, every account the portal knows. */
async function everyAccount({ access }: Tables, vtex: VtexSettings): Promise<AccountName[]> {
  const known = vtex.commonKey ? await access.accounts() : [];
  return [...new Set([...known, ...vtex.keys.keys()])].sort();
}

async function follow(
  { db, by }: Pick<Tables, 'db' | 'by'>,
  source: MembershipSource,
  options: Options,
): Promise<void> {
  const lists = await source.read();
  const allowRemovals = (options['allow-removals'] ?? []).map(accountFrom);
  const plans = await followMemberLists({ db, by, uuid: randomUUID }, source.kind, lists, {
    carryOut: options.yes === true,
    allowRemovals,
    show: async (all) => {
      for (const plan of all) await showPlan(db, plan);
    },
  });
  showTotals(plans, options.yes === true);
  if (options.yes !== true && plans.some(hasChanges)) process.exitCode = 2;
  const waiting = plans.flatMap(({ changedHands }) => changedHands);
  if (waiting.length > 0) {
    throw new AppError(
      'conflict',
      `${waiting.join(', ')}: another user of VTEX has the address now; after "remove" it begins anew.`,
    );
  }
}

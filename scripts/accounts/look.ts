import { say } from '../command';
import { accountFrom, countFrom, emailFrom } from './arguments';
import type { Tables } from './tables';

/** Everybody with their accounts, or one account's people with who let them in. */
export async function list(
  { people, access }: Tables,
  _words: readonly string[],
  { account }: { account?: string },
): Promise<void> {
  if (account !== undefined) {
    for (const { email, name, sources } of await access.membersOf(accountFrom(account))) {
      say(`${email}\t${name}\t${[...sources].sort().join(', ')}`);
    }
    return;
  }
  for (const { email, name, accounts } of await people.list()) {
    say(`${email}\t${name}\t${accounts.join(', ') || 'no account'}`);
  }
}

/** What was changed, by whom, with which command. */
export async function history(
  { changes }: Tables,
  [email]: readonly string[],
  { account, last = '100' }: { account?: string; last?: string },
): Promise<void> {
  const about = {
    email: email === undefined ? undefined : emailFrom(email),
    account: account === undefined ? undefined : accountFrom(account),
    last: countFrom(last),
  };
  for (const row of await changes.list(about)) {
    const what = row.account === null ? '' : `${row.account} (${row.source})`;
    const cells = [row.at.toISOString(), row.operator, row.command, row.change, row.email, what];
    say(cells.join('\t').trimEnd());
  }
}

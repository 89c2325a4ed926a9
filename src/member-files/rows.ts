import { toAccountName } from '../domain/account';
import { toLocale } from '../domain/locale';
import type { ListedMember, MemberList } from '../domain/membership';
import { toEmail } from '../domain/sign-in-rules';
import { quoted, type BadLine } from './bad-lines';

/** One person in one account, as somebody typed it; an empty cell says nothing. */
export interface Row {
  readonly line: number;
  readonly email: string;
  readonly account: string;
  readonly name: string;
  readonly locale: string;
}

/** Characters, as on the form where people change it. */
const LONGEST_NAME = 100;

/** @returns the rows as one list per account, and what is wrong with which row */
export function toLists(rows: readonly Row[]): { lists: MemberList[]; bad: BadLine[] } {
  const bad: BadLine[] = [];
  const lists = new Map<string, ListedMember[]>();
  const seen = new Map<string, number>();
  for (const row of rows) {
    const { line } = row;
    const email = toEmail(row.email);
    const account = toAccountName(row.account);
    const locale = row.locale === '' ? null : toLocale(row.locale);
    const name = row.name === '' ? null : toName(row.name);
    if (email === undefined)
      bad.push({ line, what: `${quoted(row.email)} is not one e-mail address` });
    if (account === undefined)
      bad.push({ line, what: `${quoted(row.account)} is not a VTEX account` });
    if (locale === undefined)
      bad.push({ line, what: `${quoted(row.locale)} is not a language of the portal` });
    if (name === undefined) bad.push({ line, what: `${quoted(row.name)} is not a name` });
    if (!email || !account || locale === undefined || name === undefined) continue;
    const key = `${account} ${email}`;
    const before = seen.get(key);
    if (before !== undefined) {
      bad.push({ line, what: `${email} in ${account} stands on line ${before} already` });
      continue;
    }
    seen.set(key, line);
    const list = lists.get(account) ?? [];
    lists.set(account, list);
    list.push({ email, name, locale, sourceId: null });
  }
  return { lists: [...lists].map(([account, members]) => ({ account, members })), bad };
}

function toName(text: string): string | undefined {
  const name = text.normalize('NFC').trim();
  return /^[^\p{Cc}\u2028\u2029]+$/u.test(name) && name.length <= LONGEST_NAME ? name : undefined;
}

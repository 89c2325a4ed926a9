import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { toAccountName } from '../src/domain/account';
import { toLocale, type Locale } from '../src/domain/locale';
import { toEmail } from '../src/domain/sign-in-rules';
import { AppError } from '../src/errors';
import { createAccess } from '../src/storage/access';
import { createPeople } from '../src/storage/people';
import { runCommand, say } from './command';
import { withDatabase } from './with-database';

const USAGE = `Who may enter which account.

  npm run accounts -- grant  EMAIL ACCOUNT [--name "First Last"] [--locale en|pt|es]
  npm run accounts -- revoke EMAIL ACCOUNT
  npm run accounts -- list
`;

type Tables = { people: ReturnType<typeof createPeople>; access: ReturnType<typeof createAccess> };

/** Exit codes: 0 done, 1 refused or failed. */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { name: { type: 'string' }, locale: { type: 'string' } },
  });
  const [command, email, account] = positionals;
  if (command === 'list') return withTables(list);
  if (command === 'grant') return withTables((tables) => grant(tables, email, account, values));
  if (command === 'revoke') return withTables((tables) => revoke(tables, email, account));
  throw new AppError('invalid', USAGE);
}

async function list({ people }: Tables): Promise<void> {
  for (const { email, name, accounts } of await people.list()) {
    say(`${email}\t${name}\t${accounts.join(', ') || 'no account'}`);
  }
}

async function grant(
  { people, access }: Tables,
  typedEmail: string | undefined,
  typedAccount: string | undefined,
  { name, locale }: { name?: string; locale?: string },
): Promise<void> {
  const email = emailFrom(typedEmail);
  const account = accountFrom(typedAccount);
  const language = localeFrom(locale);
  const known = await people.findByEmail(email);
  const id =
    known?.id ??
    (await people.add({
      id: randomUUID(),
      email,
      name: name ?? email.slice(0, email.indexOf('@')),
      locale: language,
    }));
  await access.grant(id, account);
  say(`${email} may enter ${account}.`);
}

async function revoke(
  { people, access }: Tables,
  typedEmail: string | undefined,
  typedAccount: string | undefined,
): Promise<void> {
  const email = emailFrom(typedEmail);
  const account = accountFrom(typedAccount);
  const person = await people.findByEmail(email);
  const taken = person !== null && (await access.revoke(person.id, account));
  if (!taken) throw new AppError('not_found', `${email} may not enter ${account} anyway.`);
  say(`${email} may not enter ${account} any more.`);
}

async function withTables(work: (tables: Tables) => Promise<void>): Promise<void> {
  return withDatabase((db) => work({ people: createPeople(db), access: createAccess(db) }));
}

function emailFrom(text: string | undefined): string {
  const email = toEmail(text ?? '');
  if (email === undefined)
    throw new AppError('invalid', `"${text ?? ''}" is not one e-mail address.`);
  return email;
}

function accountFrom(text: string | undefined): string {
  const account = toAccountName(text ?? '');
  if (account === undefined)
    throw new AppError('invalid', `"${text ?? ''}" is not a VTEX account.`);
  return account;
}

function localeFrom(text = 'en'): Locale {
  const locale = toLocale(text);
  if (locale === undefined)
    throw new AppError('invalid', `"${text}" is not a language of the portal.`);
  return locale;
}

runCommand(main);

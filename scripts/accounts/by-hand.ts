import { randomUUID } from 'node:crypto';
import { AppError } from '../../src/errors';
import { say } from '../command';
import { accountFrom, emailFrom, localeFrom } from './arguments';
import type { Tables } from './tables';

/** Lets a person in, new or known; a name or a language given for a known person is taken over. */
export async function grant(
  { people, access }: Tables,
  [typedEmail, typedAccount]: readonly string[],
  typed: { name?: string; locale?: string },
): Promise<void> {
  const email = emailFrom(typedEmail);
  const account = accountFrom(typedAccount);
  const name = typed.name?.trim() || undefined;
  const locale = typed.locale === undefined ? undefined : localeFrom(typed.locale);
  const known = await people.findByEmail(email);
  const id =
    known?.id ??
    (await people.add({
      id: randomUUID(),
      email,
      name: name ?? email.slice(0, email.indexOf('@')),
      locale: locale ?? 'en',
    }));
  if (known && name !== undefined && name !== known.name) {
    await people.rename(id, name);
    say(`${email} is called ${name} from now on, not ${known.name}.`);
  }
  if (known && locale !== undefined && locale !== known.locale) {
    await people.rememberLocale(id, locale);
    say(`${email} is written to in ${locale} from now on, not ${known.locale}.`);
  }
  await access.grant(id, account);
  say(`${email} may enter ${account}.`);
}

/** Ends a person's access to one account, whoever gave it. */
export async function revoke(
  { people, access }: Tables,
  [typedEmail, typedAccount]: readonly string[],
): Promise<void> {
  const email = emailFrom(typedEmail);
  const account = accountFrom(typedAccount);
  const person = await people.findByEmail(email);
  const sources = person === null ? [] : await access.revoke(person.id, account);
  if (sources.length === 0) {
    throw new AppError('not_found', `${email} may not enter ${account} anyway.`);
  }
  say(`${email} may not enter ${account} any more.`);
  const lists = sources.filter((source) => source !== 'hand');
  if (lists.length > 0) {
    say(`They came from ${lists.join(' and ')}: while it names them, it lets them in again.`);
  }
}

/** The person leaves for good; whoever gets the address next begins with nothing. */
export async function remove({ db, people }: Tables, [typed]: readonly string[]): Promise<void> {
  const email = emailFrom(typed);
  const removed = await people.remove(email, new Date());
  if (!removed) throw new AppError('not_found', `Nobody here has the address ${email}.`);
  const { id, accounts } = removed;
  say(`${email} is removed; what they may enter no longer: ${accounts.join(', ') || 'nothing'}.`);
  const there = await db
    .selectFrom('support_users')
    .select('user_id')
    .where('person_id', '=', id)
    .executeTakeFirst();
  if (!there) return;
  say(
    `Zendesk still mails them about their tickets: take ${email} from its user ${there.user_id}.`,
  );
}

import { sql, type Kysely } from 'kysely';
import type { AccountName } from '../domain/account';
import type { ListedMember, ListSource } from '../domain/membership';
import type { HeldAccess, HeldMembership, MembershipPlan } from '../domain/membership-plan';
import { recordChanges, type ChangedBy } from './access-changes';
import type { Schema } from './schema';

/** Any fixed number: lists are followed one after the other. */
const LOCK = 7_341_003;
/** Rows in one statement. */
const CHUNK = 5_000;

/** Waits until no other list is being followed, until the end of the transaction. */
export async function takeTurn(trx: Kysely<Schema>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
}

/** @returns what we hold of each of the accounts */
export async function heldMemberships(
  trx: Kysely<Schema>,
  source: ListSource,
  accounts: readonly AccountName[],
): Promise<Map<AccountName, HeldMembership>> {
  const access = await trx
    .selectFrom('access')
    .innerJoin('people', 'people.id', 'access.person_id')
    .where('account', '=', sql<string>`any(${[...accounts]})`)
    .select(['person_id as personId', 'email', 'account', 'source'])
    .orderBy('email')
    .execute();
  const ids = await trx
    .selectFrom('source_ids')
    .innerJoin('people', 'people.id', 'source_ids.person_id')
    .where('account', '=', sql<string>`any(${[...accounts]})`)
    .where('source', '=', source)
    .where('removed_at', 'is', null)
    .select(['email', 'account', 'source_id'])
    .execute();
  const held = new Map(
    accounts.map((account) => [
      account,
      { access: [] as HeldAccess[], sourceIds: new Map<string, string>() },
    ]),
  );
  for (const row of access) held.get(row.account)?.access.push(row);
  for (const row of ids) held.get(row.account)?.sourceIds.set(row.email, row.source_id);
  return held;
}

/** @returns those of the addresses that nobody here has, each with whether somebody once had it */
export async function strangers(
  db: Kysely<Schema>,
  emails: readonly string[],
): Promise<Map<string, { formerly: boolean }>> {
  const { rows } = await sql<{ email: string; formerly: boolean }>`
    select email, exists (select from people where people.email = listed.email) as formerly
    from unnest(${[...emails]}::text[]) as listed (email)
    where not exists (
      select from people where people.email = listed.email and removed_at is null)
  `.execute(db);
  return new Map(rows.map(({ email, formerly }) => [email, { formerly }]));
}

/** Makes the plan so, in the caller's transaction, and writes down each change. */
export async function carryOut(
  trx: Kysely<Schema>,
  { account, source, joins, leaves }: MembershipPlan,
  { by, uuid }: { by: ChangedBy; uuid: () => string },
): Promise<void> {
  await trx
    .insertInto('accounts')
    .values({ name: account })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  for (const chunk of inChunks(joins)) {
    const members = chunk.map(({ member }) => member);
    await addPeople(trx, members, { by, uuid });
    await letIn(trx, { account, source, members, by });
  }
  for (const chunk of inChunks(leaves)) {
    const people = chunk.map(({ held }) => held.personId);
    const { rows } = await sql<{ person_id: string; email: string }>`
      delete from access using unnest(${people}::uuid[]) as leaving (id), people
      where access.person_id = leaving.id and people.id = leaving.id
        and account = ${account} and source = ${source}
      returning person_id, email
    `.execute(trx);
    const left = rows.map((row) => ({ ...row, account, source, change: 'revoked' as const }));
    await recordChanges(trx, by, left);
  }
}

async function addPeople(
  trx: Kysely<Schema>,
  members: readonly ListedMember[],
  { by, uuid }: { by: ChangedBy; uuid: () => string },
): Promise<void> {
  const names = members.map(({ name, email }) => name ?? email.slice(0, email.indexOf('@')));
  const { rows } = await sql<{ person_id: string; email: string }>`
    insert into people (id, email, name, locale)
    select * from unnest(
      ${members.map(() => uuid())}::uuid[], ${members.map(({ email }) => email)}::text[],
      ${names}::text[], ${members.map(({ locale }) => locale ?? 'en')}::text[])
    on conflict (email) where removed_at is null do nothing
    returning id as person_id, email
  `.execute(trx);
  const added = rows.map((row) => ({ ...row, account: null, source: null }));
  await recordChanges(
    trx,
    by,
    added.map((row) => ({ ...row, change: 'added' as const })),
  );
}

async function letIn(
  trx: Kysely<Schema>,
  joining: {
    account: AccountName;
    source: ListSource;
    members: readonly ListedMember[];
    by: ChangedBy;
  },
): Promise<void> {
  const { account, source, members, by } = joining;
  const { rows } = await sql<{ person_id: string; email: string }>`
    with joined as (
      insert into access (person_id, account, source)
      select people.id, ${account}, ${source}
      from unnest(${members.map(({ email }) => email)}::text[]) as listed (email)
      join people on people.email = listed.email and removed_at is null
      on conflict do nothing
      returning person_id)
    select person_id, email from joined join people on people.id = person_id order by email
  `.execute(trx);
  const granted = rows.map((row) => ({ ...row, account, source, change: 'granted' as const }));
  await recordChanges(trx, by, granted);
  const named = members.filter(({ sourceId }) => sourceId !== null);
  await sql`
    insert into source_ids (person_id, account, source, source_id)
    select people.id, ${account}, ${source}, listed.source_id
    from unnest(${named.map(({ email }) => email)}::text[],
                ${named.map(({ sourceId }) => sourceId)}::text[]) as listed (email, source_id)
    join people on people.email = listed.email and removed_at is null
    on conflict do nothing
  `.execute(trx);
}

function* inChunks<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += CHUNK) yield items.slice(at, at + CHUNK);
}

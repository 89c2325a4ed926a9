import { sql, type Kysely } from 'kysely';

/** A new app or telephone waits beside the one in use until a first code shows that it works. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}

const STATEMENTS = [
  `alter table authenticators
     alter column sealed_key drop not null,
     add column pending_key text,
     add column pending_at timestamptz,
     add check (confirmed_at is null or sealed_key is not null)`,
  `alter table phones
     alter column number drop not null,
     add column pending_number text,
     add column pending_at timestamptz,
     add check (confirmed_at is null or number is not null)`,
];

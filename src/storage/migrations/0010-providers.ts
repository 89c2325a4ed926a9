import { sql, type Kysely } from 'kysely';

/** What is shown of an identity, and what a visit to a provider was for. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}

const STATEMENTS = [
  `alter table identities add column name text`,
  `alter table unproved_identities rename column visit_hash to browser_hash`,
  `alter table unproved_identities add column name text`,
  `alter table unproved_identities add column purpose text not null`,
  `alter table unproved_identities add column person_id uuid references people on delete cascade`,
];

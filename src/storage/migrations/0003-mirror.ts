import { sql, type Kysely } from 'kysely';

/** The copy of Zendesk's tickets that pages read, with our own unsent acts laid over it. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
}

const STATEMENTS = [
  `create table tickets (
     reference text primary key,
     number bigint unique,
     account text,
     requester_id bigint,
     person_id uuid,
     requester_name text not null,
     kind text,
     impact text,
     subject text not null,
     status text not null,
     assigned boolean not null default false,
     is_problem boolean not null default false,
     follow_up_of bigint,
     created_at timestamptz not null,
     updated_at timestamptz not null,
     version bigint not null,
     comments_version bigint,
     comments_settled boolean not null default false,
     unsent integer not null default 0 check (unsent >= 0),
     expected_status text,
     acted_at timestamptz,
     shown_status text not null generated always as
       (case when unsent > 0 then coalesce(expected_status, status) else status end) stored,
     activity_at timestamptz not null generated always as
       (greatest(updated_at, acted_at)) stored
   )`,
  // A page is a short walk along an index, whatever the number of tickets: one walk per account,
  // or per account and status where statuses are chosen.
  `create index tickets_of_account on tickets (account, activity_at desc, reference desc)`,
  `create index tickets_of_account_by_status on tickets (account, shown_status, activity_at desc, reference desc)`,
  `create index tickets_of_person on tickets (person_id, activity_at desc, reference desc)`,
  `create index tickets_of_person_by_status on tickets (person_id, shown_status, activity_at desc, reference desc)`,
  `create index tickets_of_requester on tickets (requester_id) where person_id is null`,
  `create table comments (
     id bigint primary key,
     number bigint not null,
     author_id bigint not null,
     author_name text not null,
     from_support boolean not null,
     person_id uuid,
     text text not null,
     created_at timestamptz not null,
     attachments jsonb not null
   )`,
  `create index comments_of_ticket on comments (number, created_at, id)`,
  `create table mirrored_users (
     user_id bigint primary key,
     name text not null,
     from_support boolean not null,
     person_id uuid
   )`,
  `create table mirrored_organizations (
     organization_id bigint primary key,
     account text
   )`,
  `create table mirror_progress (
     name text primary key,
     cursor text,
     as_of timestamptz
   )`,
];

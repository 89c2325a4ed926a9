import { askDatabase } from './ask-database';
import type { RunningPortal } from './start-portal';

/** The copy of support's tickets goes on being kept fresh meanwhile; a form writes none of it. */
const ASIDE = /^(call_|mirror|tickets|ticket_hints|comments|deleted_tickets|kysely_)/;

/** Everything the portal keeps, a fingerprint per table. */
export async function contents({
  databaseUrl,
}: Pick<RunningPortal, 'databaseUrl'>): Promise<Record<string, string>> {
  const tables = await askDatabase<{ name: string }>(
    databaseUrl,
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const names = tables.map(({ name }) => name).filter((name) => !ASIDE.test(name));
  const prints = names.map(
    (name) =>
      `select '${name}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as print from ${name} t`,
  );
  const rows = await askDatabase<{ name: string; print: string }>(
    databaseUrl,
    prints.join(' union all '),
  );
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]));
}

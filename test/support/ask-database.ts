import { Client } from 'pg';

/** One statement over a connection of its own. @returns its rows */
export async function askDatabase<Row>(url: string, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows as Row[];
  } finally {
    await client.end();
  }
}

import { randomBytes } from 'node:crypto';
import { askDatabase } from './ask-database';

export interface FreshDatabase {
  /** Connection string of an empty database nobody else uses. */
  readonly url: string;
  /** Removes it, ending whatever connections are still open. */
  drop(): Promise<void>;
}

/** @returns a database of the test run's server, for one test file */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('TEST_DATABASE_URL is missing: global setup has not run.');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await askDatabase(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () =>
      void (await askDatabase(server, `drop database if exists ${name} with (force)`)),
  };
}

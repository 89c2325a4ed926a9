import type { Migration } from 'kysely';
import * as people from './0001-people';
import * as outbox from './0002-outbox';
import * as mirror from './0003-mirror';

/** Every migration by name, in order. A name that has shipped never changes. */
export const migrations: Record<string, Migration> = {
  '0001-people': people,
  '0002-outbox': outbox,
  '0003-mirror': mirror,
};

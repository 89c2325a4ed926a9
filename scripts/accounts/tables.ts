import { userInfo } from 'node:os';
import type { Kysely } from 'kysely';
import { createAccess } from '../../src/storage/access';
import { createAccessChanges, type ChangedBy } from '../../src/storage/access-changes';
import { createPeople } from '../../src/storage/people';
import type { Schema } from '../../src/storage/schema';

export type Tables = ReturnType<typeof openTables>;

/** @param command what the history calls it */
export function openTables(db: Kysely<Schema>, command: string) {
  const by: ChangedBy = { operator: operator(), command };
  return {
    db,
    by,
    people: createPeople(db, by),
    access: createAccess(db, by),
    changes: createAccessChanges(db),
  };
}

/** The name of whoever runs the command on this machine; in a container there may be only a number. */
function operator(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

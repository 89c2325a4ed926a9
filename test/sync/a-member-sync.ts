import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { silentLog } from '../../src/log';
import { createAccess } from '../../src/storage/access';
import { createPeople } from '../../src/storage/people';
import { createSupportDirectory } from '../../src/storage/support-directory';
import type { MembersPlan } from '../../src/sync/accounts/accounts-plan';
import { applyMembers, lookAtMembers } from '../../src/sync/accounts/apply-members';
import { connectZendesk } from '../../src/zendesk/zendesk';
import { startClient } from '../emulator/client';
import { createMemoryLedger } from '../../src/zendesk/memory-ledger';
import { migratedDatabase } from '../support/migrated-database';
import { unlimit } from '../support/unlimit';

export interface User {
  id: number;
  name: string;
  email: string | null;
  external_id: string | null;
  role: string;
  locale: string;
  verified: boolean;
  organization_id: number | null;
}

export interface Organization {
  id: number;
  name: string;
  external_id: string | null;
  domain_names: string[];
  shared_tickets: boolean;
  shared_comments: boolean;
}

interface Membership {
  id: number;
  user_id: number;
  organization_id: number;
  default: boolean;
}

export type MemberSync = Awaited<ReturnType<typeof startMemberSync>>;

/** An operator with a database of their own and an emulated Zendesk, syncing the one to the other. */
export async function startMemberSync() {
  const database = await migratedDatabase(4);
  const zendesk = await startClient();
  const db = database.kysely;
  const access = createAccess(db);
  const people = createPeople(db);
  const directory = createSupportDirectory(db);
  const connection = connectZendesk({
    url: zendesk.url,
    auth: {
      kind: 'oauth',
      clientId: 'portal-demo',
      clientSecret: 'portal-demo-secret',
      scope: 'read write',
    },
    fieldIds: {
      vtexAccount: 1,
      area: 2,
      impactLevel: 3,
      portalReference: null,
      financialForm: null,
    },
    rules: { priorityByImpact: { normal: 'normal', high: 'high', urgent: 'urgent' } },
    timeoutMs: 5_000,
    log: silentLog(),
    now: () => new Date(),
    ledger: createMemoryLedger({ now: () => new Date() }),
  });
  const waits: number[] = [];
  const deps = (allowed: { keys?: string[]; removals?: string[] }) => ({
    members: connection.members,
    memory: directory,
    environment: 'test',
    allowed: { keys: allowed.keys ?? [], removals: allowed.removals ?? [] },
    wait: async (seconds: number) => void waits.push(seconds),
    show: () => undefined,
  });
  const list = async <Item>(path: string, name: string): Promise<Item[]> => {
    const { body } = await zendesk.call('GET', `${path}?page[size]=100`);
    return (body as unknown as Record<string, Item[]>)[name] ?? [];
  };
  const organizations = () => list<Organization>('/organizations', 'organizations');
  const users = () => list<User>('/users', 'users');
  const memberships = () =>
    list<Membership>('/organization_memberships', 'organization_memberships');

  return {
    db,
    zendesk,
    directory,
    people,
    access,
    /** Seconds an apply was told to wait. */
    waits,
    /** Nobody and nothing, on both sides, for the next test. */
    async afresh(): Promise<void> {
      waits.length = 0;
      // The history of access refuses to be emptied by anything that is no replication.
      await db.connection().execute(async (one) => {
        await sql`set session_replication_role = replica`.execute(one);
        await sql`truncate people, accounts, access_changes, mirror_progress, tickets,
          support_organizations cascade`.execute(one);
        await sql`set session_replication_role = default`.execute(one);
      });
      await zendesk.control('POST', '/reset');
      await unlimit(zendesk.url);
    },
    organizations,
    users,
    memberships,

    /** @returns their id */
    async person(email: string, accounts: readonly string[], name = 'A Person'): Promise<string> {
      const id = await people.add({ id: randomUUID(), email, name, locale: 'pt' });
      for (const account of accounts) await access.grant(id, account);
      return id;
    },
    /** They have signed in once, with the code from their mailbox. */
    async proves(id: string): Promise<void> {
      const entry = {
        device: 'Firefox',
        address: '127.0.0.1',
        way: 'code',
        at: new Date(),
      } as const;
      await db
        .insertInto('sign_in_log')
        .values({ ...entry, person_id: id, outcome: 'signed_in' })
        .execute();
    },
    /** The portal's copy of the open tickets is whole. */
    async copyIsWhole(): Promise<void> {
      const now = new Date();
      await db
        .insertInto('mirror_progress')
        .values({ name: 'open', begun_at: now, done_at: now })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ done_at: now }))
        .execute();
    },
    /** @returns `{account: [address]}` of organizations with an external id */
    async members(): Promise<Record<string, string[]>> {
      const names = new Map((await users()).map((user) => [user.id, user.email ?? user.name]));
      const all = await memberships();
      const told = (await organizations()).filter((each) => each.external_id !== null);
      return Object.fromEntries<string[]>(
        told.map(({ id, external_id: account }) => [
          account ?? '',
          all
            .filter((each) => each.organization_id === id)
            .map((each) => names.get(each.user_id) ?? 'nobody')
            .sort(),
        ]),
      );
    },
    userOf: async (personId: string) =>
      (await users()).find((user) => user.external_id === personId),

    async plan(allowed: { keys?: string[]; removals?: string[] } = {}): Promise<MembersPlan> {
      return (await lookAtMembers(deps(allowed), await directory.read())).plan;
    },
    async apply(
      allowed: { keys?: string[]; removals?: string[] } = {},
      reviewed?: MembersPlan,
    ): ReturnType<typeof applyMembers> {
      return applyMembers(deps(allowed), await directory.read(), reviewed);
    },
    async stop(): Promise<void> {
      await connection.close();
      await zendesk.stop();
      await database.drop();
    },
  };
}

/** @returns the changes of a plan as lines, such as `create users olivia@store.example` */
export function told({ changes }: Pick<MembersPlan, 'changes'>): string[] {
  return changes.map(({ act, kind, key }) => `${act} ${kind} ${key}`);
}

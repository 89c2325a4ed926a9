import { randomUUID } from 'node:crypto';
import { createRequesters } from '../../../src/outbox/requesters';
import { createPeople } from '../../../src/storage/people';
import type { ProvisionedPerson, UserName } from '../../../src/zendesk/users';
import { migratedDatabase, type MigratedDatabase } from '../../support/migrated-database';

const EMAIL = 'one@store.example';

describe('whose address it is in Zendesk', () => {
  let db: MigratedDatabase;
  let provisioned: ProvisionedPerson[];
  let holders: UserName[];
  beforeAll(async () => void (db = await migratedDatabase()));
  beforeEach(async () => {
    await createPeople(db.kysely).remove(EMAIL, new Date());
    await db.kysely.deleteFrom('support_users').execute();
    provisioned = [];
    holders = [];
  });
  afterAll(() => db.drop());

  const requesters = () =>
    createRequesters({
      db: db.kysely,
      zendesk: {
        users: {
          provision: async (person) => provisioned.push(person),
          names: async (ids) => holders.filter(({ id }) => ids.includes(id)),
        },
        organizations: {
          provision: async () => 21,
          find: async () => [],
          addMember: async () => undefined,
        },
      },
    });
  const person = async (name: string) => {
    const id = await createPeople(db.kysely).add({
      id: randomUUID(),
      email: EMAIL,
      name,
      locale: 'en',
    });
    return { id, name, email: EMAIL, locale: 'en' as const };
  };
  const leaves = () => createPeople(db.kysely).remove(EMAIL, new Date());
  const holds = (id: number) => ({
    id,
    name: 'A',
    email: EMAIL,
    externalId: null,
    fromSupport: false,
  });

  test("the new owner's user is made without it while the former's has it, and gets it once it is free", async () => {
    const former = await person('Former');
    await requesters().provision(former, 'store');
    await leaves();
    const next = await person('Next');
    holders = [holds(1)];
    await requesters().provision(next, 'store');
    await requesters().provision(next, 'store');
    holders = [{ ...holds(1), email: null }];
    await requesters().provision(next, 'store');
    await requesters().provision(next, 'store');
    expect(provisioned.map(({ externalId, email }) => [externalId, email])).toEqual([
      [former.id, EMAIL],
      [next.id, null],
      [next.id, EMAIL],
    ]);
  });

  test('what somebody who left still owes goes out under the user they had, unchanged', async () => {
    const former = await person('Former');
    const { userId } = await requesters().provision(former, 'store');
    await leaves();
    const late = await requesters().provision({ ...former, name: 'Renamed' }, 'store');
    expect(late.userId).toBe(userId);
    expect(provisioned).toHaveLength(1);
  });

  test("somebody who left before Zendesk knew them never takes the new owner's address", async () => {
    const former = await person('Former');
    await leaves();
    const next = await person('Next');
    await requesters().provision(next, 'store');
    await requesters().provision(former, 'store');
    expect(provisioned.map(({ externalId, email }) => [externalId, email])).toEqual([
      [next.id, EMAIL],
      [former.id, null],
    ]);
  });
});

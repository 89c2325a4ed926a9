import nock from 'nock';
import { API, aZendesk, leaveNothingBehind } from './a-zendesk';

beforeAll(() => nock.disableNetConnect());
afterEach(leaveNothingBehind);

const TAKEN = {
  error: 'RecordInvalid',
  description: 'Record validation errors',
  details: { name: [{ description: 'Name: has already been taken', error: 'DuplicateValue' }] },
};

describe('a person', () => {
  test.each([
    ['en', 'en-US'],
    ['pt', 'pt-BR'],
    ['es', 'es'],
  ] as const)(
    'who speaks %s is provisioned verified, without mail and without a role, in %s',
    async (locale, theirs) => {
      nock(API)
        .post('/users/create_or_update.json', {
          user: {
            external_id: 'p-1',
            name: 'Ana',
            email: 'ana@acme.test',
            locale: theirs,
            organization_id: 21,
            verified: true,
            skip_verify_email: true,
          },
        })
        .reply(201, { user: { id: 11, name: 'Ana' } });
      const person = { externalId: 'p-1', name: 'Ana', email: 'ana@acme.test', organizationId: 21 };
      expect(await aZendesk().users.provision({ ...person, locale })).toBe(11);
    },
  );

  test('is looked up by the hundred, each once', async () => {
    const ids = Array.from({ length: 150 }, (_, index) => index + 1);
    for (const hundred of [ids.slice(0, 100), ids.slice(100)]) {
      nock(API)
        .get('/users/show_many.json')
        .query({ ids: hundred.join(',') })
        .reply(200, { users: hundred.map((id) => ({ id, name: `n${id}`, role: 'agent' })) });
    }
    const names = await aZendesk().users.names([...ids, ...ids]);
    expect(names).toHaveLength(150);
    expect(names[0]).toEqual({
      id: 1,
      name: 'n1',
      email: null,
      externalId: null,
      fromSupport: true,
    });
  });

  test('without ids, nobody is asked for', async () => {
    await expect(aZendesk().users.names([])).resolves.toEqual([]);
  });
});

describe("an account's organization", () => {
  test('is found or created by its external id', async () => {
    nock(API)
      .post('/organizations/create_or_update.json', {
        organization: { external_id: 'acme', name: 'acme' },
      })
      .reply(200, { organization: { id: 21, name: 'acme' } });
    expect(await aZendesk().organizations.provision('acme')).toBe(21);
  });

  test('takes another name when somebody else has its own', async () => {
    nock(API).post('/organizations/create_or_update.json').reply(422, TAKEN);
    nock(API)
      .post('/organizations/create_or_update.json', {
        organization: { external_id: 'acme', name: 'acme (VTEX)' },
      })
      .reply(201, { organization: { id: 22, name: 'acme (VTEX)' } });
    expect(await aZendesk().organizations.provision('acme')).toBe(22);
  });

  test('is not renamed for any other refusal', async () => {
    const details = { name: [{ description: 'Name: is too long', error: 'InvalidValue' }] };
    nock(API).post('/organizations/create_or_update.json').reply(422, { details });
    await expect(aZendesk().organizations.provision('acme')).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  test('says whose it is', async () => {
    nock(API)
      .get('/organizations/show_many.json')
      .query(true)
      .reply(200, {
        organizations: [
          { id: 21, name: 'acme (VTEX)', external_id: 'acme' },
          { id: 22, name: 'Others', external_id: null },
        ],
      });
    expect(await aZendesk().organizations.find([21, 22])).toEqual([
      { id: 21, name: 'acme (VTEX)', account: 'acme' },
      { id: 22, name: 'Others', account: null },
    ]);
  });

  test('accepts a member it has, and no other refusal', async () => {
    const { organizations } = aZendesk();
    nock(API)
      .post('/organization_memberships.json', {
        organization_membership: { user_id: 11, organization_id: 21 },
      })
      .reply(422, TAKEN);
    await expect(organizations.addMember(11, 21)).resolves.toBeUndefined();
    nock(API).post('/organization_memberships.json').reply(422, { error: 'RecordInvalid' });
    await expect(organizations.addMember(11, 21)).rejects.toMatchObject({ code: 'invalid' });
  });
});

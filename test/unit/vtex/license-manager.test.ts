import nock from 'nock';
import { inspect } from 'node:util';
import { licenseManager } from '../../../src/vtex/license-manager';
import { openVtexLine } from '../../../src/vtex/vtex-line';

const ORIGIN = 'https://mystore.vtexcommercestable.com.br';
const PATH = '/api/license-manager/site/pvt/logins/list/paged';
const KEY = { appKey: 'vtexappkey-mystore-ABCDEF', appToken: 'keep-me-secret' };

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
  const unused = nock.pendingMocks();
  nock.cleanAll();
  if (unused.length > 0) throw new Error(`Never called: ${unused.join(', ')}`);
});
afterAll(() => nock.restore());

const source = (timeoutMs = 2_000) => {
  const line = openVtexLine({
    address: 'https://{account}.vtexcommercestable.com.br',
    timeoutMs,
  });
  return licenseManager(line, 'mystore', KEY);
};

/** As the documentation shows a user. */
const user = (id: string, changes: object = {}) => ({
  id,
  email: `${id}@a.example`,
  isAdmin: false,
  isReliable: false,
  isBlocked: false,
  roles: [],
  accountNames: [],
  name: `Name ${id}`,
  ...changes,
});
const users = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => user(`u${from + index}`));
const page = (items: object[], paging: object = {}) => ({
  items,
  paging: { page: 1, perPage: 100, total: items.length, pages: 1, ...paging },
});
const asked = (number = 1) =>
  nock(ORIGIN, {
    reqheaders: { 'x-vtex-api-appkey': KEY.appKey, 'x-vtex-api-apptoken': KEY.appToken },
  })
    .get(PATH)
    .query({ numItems: '100', pageNumber: String(number), sort: 'name', sortType: 'ASC' });
const membersOf = async () => (await source().read())[0]?.members ?? [];
const refusal = async (timeoutMs?: number) => {
  const thrown: unknown = await source(timeoutMs)
    .read()
    .catch((error: unknown) => error);
  expect(inspect(thrown, { depth: 9 })).not.toContain(KEY.appToken);
  return thrown;
};

describe("an account's users in VTEX's License Manager", () => {
  test('are its members, with the id they have there', async () => {
    asked().reply(200, page([user('u1')]));
    expect(await source().read()).toEqual([
      {
        account: 'mystore',
        members: [{ email: 'u1@a.example', name: 'Name u1', locale: null, sourceId: 'u1' }],
      },
    ]);
  });

  test('are read page after page', async () => {
    asked(1).reply(200, page(users(100), { total: 230, pages: 3 }));
    asked(2).reply(200, page(users(100, 100), { page: 2, total: 230, pages: 3 }));
    asked(3).reply(200, page(users(30, 200), { page: 3, total: 230, pages: 3 }));
    expect(await membersOf()).toHaveLength(230);
  });

  test('are not members while blocked, without an address, or a second time', async () => {
    asked().reply(
      200,
      page([
        user('u9', { email: 'U1@A.example' }),
        user('u1'),
        user('u2', { isBlocked: true }),
        user('u3', { email: 'vtexappkey-mystore-ABCDEF' }),
        user('u4', { email: null, name: null }),
        user('u5', { name: ' ' }),
      ]),
    );
    expect((await membersOf()).map(({ email, name, sourceId }) => [email, name, sourceId])).toEqual(
      [
        ['u1@a.example', 'Name u1', 'u1'],
        ['u5@a.example', null, 'u5'],
      ],
    );
  });
});

describe('VTEX does not tell who the people are', () => {
  test.each([
    [401, 'internal', 'does not know the application key'],
    [403, 'forbidden', 'needs "Get paged users"'],
    [404, 'not_found', 'no such account'],
    [429, 'rate_limited', 'try again in a minute'],
    [500, 'unavailable', 'status 500'],
    [503, 'unavailable', 'status 503'],
    [302, 'unavailable', 'status 302'],
    [204, 'unavailable', 'status 204'],
  ])('with a %i', async (status, code, words) => {
    asked().reply(status, status === 204 ? undefined : KEY.appToken, {
      location: 'https://elsewhere.example/',
    });
    expect(await refusal()).toMatchObject({
      code,
      message: expect.stringMatching(`^cannot tell who its people are: .*${words}`) as string,
    });
  });

  test.each<[string, object | string]>([
    ['nobody', page([])],
    ['nobody but blocked ones', page([user('u1', { isBlocked: true })])],
    ['a page of HTML', '<html><title>Sign in</title></html>'],
    ['half a page', JSON.stringify(page(users(2))).slice(0, -20)],
    ['another shape', { items: 'none' }],
    ['an error in the clothes of a success', { Message: 'Invalid' }],
    ['fewer users than it counts', page(users(2), { total: 3 })],
    ['another page than asked for', page(users(2), { page: 2 })],
    ['the same user twice', page([user('u1'), user('u1')])],
    ['pages without end', page(users(2), { total: 1e7, pages: 1e5 })],
  ])('with %s', async (_what, body) => {
    asked().reply(200, body);
    expect(await refusal()).toMatchObject({
      message: expect.stringMatching(/^cannot tell who its people are: /) as string,
    });
  });

  test('when the list changes between two pages, or a later page fails', async () => {
    const first = page(users(100), { total: 150, pages: 2 });
    asked(1).reply(200, first);
    asked(2).reply(200, page(users(49, 100), { page: 2, total: 149, pages: 2 }));
    expect(await refusal()).toMatchObject({ code: 'conflict' });
    asked(1).reply(200, first);
    asked(2).reply(200, page(users(50, 99), { page: 2, total: 150, pages: 2 }));
    expect(await refusal()).toMatchObject({ code: 'conflict' });
    asked(1).reply(200, first);
    asked(2).reply(500);
    expect(await refusal()).toMatchObject({ code: 'unavailable' });
  });

  test('when it is slow, silent in the middle, or not reachable', async () => {
    asked()
      .delay(5_000)
      .reply(200, page(users(1)));
    expect(await refusal(100)).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('in time') as string,
    });
    asked().replyWithError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    expect(await refusal()).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('could not be reached') as string,
    });
  });

  test('when its answer is larger than any page', async () => {
    asked().reply(200, 'x'.repeat(5 * 1024 * 1024));
    expect(await refusal()).toMatchObject({ message: expect.stringContaining('larger') as string });
  });
});

import { askDatabase } from '../support/ask-database';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Visitor } from '../support/visitor';

const OWNER = 'owner@lojaazul.example';
const FINANCE = 'finance@lojaazul.example';
const HOUR = 3_600_000;

describe('T-45 nothing that somebody put into a browser outlives signing in', () => {
  let portal: RunningPortal;
  let hours = 0;
  beforeAll(async () => {
    portal = await startPortal({ now: () => new Date(Date.now() + hours * HOUR) });
  });
  afterEach(() => void (hours += 48));
  afterAll(() => portal.stop());

  const signIn = async (visitor: Visitor, email: string) => {
    const options = await visitor.open('/sign-in?locale=en');
    const asked = await options.form('Send').fill('E-mail', email).submit();
    return asked.form('Confirm').fill('Access code', portal.newestCode(email)).submit();
  };
  const ask = (path: string, cookie: string) =>
    fetch(portal.origin + path, { headers: { cookie, accept: 'application/json' } });
  const run = <Row>(statement: string) => askDatabase<Row>(portal.databaseUrl, statement);

  test.each(['s%3Aplanted.AAAA', 'planted', 's%3A..%2F..%2Fetc.x', '%00'])(
    'a session id of their own making: %s',
    async (planted) => {
      const victim = portal.visitor();
      victim.plant('session', planted);
      expect((await signIn(victim, OWNER)).url.pathname).toBe('/tickets');
      expect(victim.cookies.get('session')).not.toContain('planted');
      expect((await ask('/tickets', `session=${planted}`)).status).toBe(401);
    },
  );

  test("the attacker's own running session, with what they left in it", async () => {
    const attacker = await portal.signIn(FINANCE);
    const planted = attacker.cookies.get('session') ?? '';
    await run(
      `update sessions set data = data || '{"flash": "name_changed", "provedAt": 9000000000000, "planted": true}'
       where ended_at is null`,
    );
    const victim = portal.visitor();
    victim.plant('session', planted);
    await victim.open('/sign-in');
    // The browser is signed in as the attacker, so its owner signs out; or comes in by a code all the same.
    await (await victim.open('/tickets')).form('Sign out').submit();
    victim.plant('session', planted);
    await signIn(victim, OWNER);
    expect(victim.cookies.get('session')).not.toBe(planted);
    expect((await ask('/tickets', `session=${planted}`)).status).toBe(401);
    const [row] = await run<{ data: Record<string, unknown> }>(
      `select data from sessions join people on people.id = person_id
       where email = '${OWNER}' and ended_at is null order by expires_at desc limit 1`,
    );
    expect(Object.keys(row?.data ?? {}).sort()).toEqual(
      ['address', 'cookie', 'device', 'passport', 'provedAt', 'seenAt', 'signedInAt', 'way'].sort(),
    );
    expect(row?.data['provedAt']).toBe(row?.data['signedInAt']);
  });

  test('signing in over a running session ends that one', async () => {
    const visitor = await portal.signIn(FINANCE);
    const before = visitor.cookies.get('session') ?? '';
    const csrf = (await visitor.open('/tickets')).root
      .querySelector('input[name=csrf]')
      ?.getAttribute('value');
    await visitor.request('/sign-in/code', {
      method: 'POST',
      body: new URLSearchParams({ csrf: csrf ?? '', email: OWNER }),
    });
    const code = portal.newestCode(OWNER);
    await visitor.request('/sign-in/code/confirmation', {
      method: 'POST',
      body: new URLSearchParams({ csrf: csrf ?? '', code }),
    });
    expect(visitor.cookies.get('session')).not.toBe(before);
    expect((await ask('/tickets', `session=${before}`)).status).toBe(401);
    expect((await visitor.open('/account')).text).toContain(`You are known here by ${OWNER}`);
  });

  test('the id of a visit, by which forms before the door are told apart', async () => {
    const attacker = portal.visitor();
    await attacker.open('/sign-in');
    const planted = attacker.cookies.get('visit') ?? '';
    const victim = portal.visitor();
    victim.plant('visit', planted);
    await signIn(victim, OWNER);
    expect([...victim.cookies.keys()]).not.toContain('visit');
    expect((await attacker.open('/tickets')).url.pathname).toBe('/sign-in');
  });

  test('the cookie of a browser the attacker knows: trust given afterwards is not theirs', async () => {
    const attacker = await portal.signIn(FINANCE);
    const planted = attacker.cookies.get('browser') ?? '';
    const victim = portal.visitor();
    victim.plant('browser', planted);
    await signIn(victim, OWNER);
    expect(victim.cookies.get('browser')).not.toBe(planted);
    // As if the owner had asked for it at the second step that they have set up.
    await run(`update known_browsers set trusted_until = now() + interval '5 years'`);
    await run(
      `insert into authenticators select id, 'x', null, now(), now() from people where email = '${OWNER}'`,
    );
    const arrivesAt = async (browser: string) => {
      const visitor = portal.visitor();
      visitor.plant('browser', browser);
      return (await signIn(visitor, OWNER)).url.pathname;
    };
    expect(await arrivesAt(planted)).toBe('/sign-in/second-step');
    expect(await arrivesAt(victim.cookies.get('browser') ?? '')).toBe('/tickets');
    await run('delete from authenticators');
  });

  test('a browser two people share stays known to both of them', async () => {
    const shared = portal.visitor();
    await signIn(shared, OWNER);
    await (await shared.open('/tickets')).form('Sign out').submit();
    await signIn(shared, FINANCE);
    await (await shared.open('/tickets')).form('Sign out').submit();
    const before = portal.mails(OWNER).filter(({ subject }) => subject.startsWith('New sign-in'));
    await signIn(shared, OWNER);
    const after = portal.mails(OWNER).filter(({ subject }) => subject.startsWith('New sign-in'));
    expect(after).toHaveLength(before.length);
  });
});

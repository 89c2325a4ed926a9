import { askDatabase } from '../support/ask-database';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Page, Visitor } from '../support/visitor';

const OWNER = 'owner@lojaazul.example';
const MINUTE = 60_000;
const DAY = 24 * 60;

describe('before what opens the door is changed, a person shows once more who they are', () => {
  let portal: RunningPortal;
  let today = 0;
  let minutes = 0;
  beforeAll(async () => {
    const clock = () => new Date(Date.now() + (today * 2 * DAY + minutes) * MINUTE);
    portal = await startPortal({ now: clock });
  });
  beforeEach(() => {
    today += 1;
    minutes = 0;
  });
  afterAll(() => portal.stop());

  /** Somebody with another session to end, whose own sign-in is too long ago to count. */
  const signInLongAgo = async (): Promise<{ here: Visitor; elsewhere: Visitor }> => {
    const elsewhere = await portal.signIn(OWNER);
    const here = await portal.signIn(OWNER);
    minutes += 11;
    return { here, elsewhere };
  };
  const endOthers = async (visitor: Visitor): Promise<Page> =>
    (await visitor.open('/account')).form('End all other sessions').submit();
  const isInside = async (visitor: Visitor) =>
    (await visitor.open('/tickets')).url.pathname === '/tickets';
  const askCode = async (asked: Page) => asked.form('Send the code').submit();
  const answer = (page: Page, code: string) =>
    page.form('Confirm').fill('Confirmation code', code).submit();

  test('T-18 within ten minutes the sign-in itself counts; after that a session alone changes nothing', async () => {
    const { here, elsewhere } = await signInLongAgo();
    const asked = await endOthers(here);
    expect([asked.path, asked.heading]).toEqual(['/account/proof', 'Confirm that it is you']);
    expect(await isInside(elsewhere)).toBe(true);

    const single = await (await here.open('/account')).form('End this session').submit();
    expect(single.path).toBe('/account/proof');
    expect(await isInside(elsewhere)).toBe(true);

    const fresh = await portal.signIn(OWNER);
    minutes += 9;
    expect((await endOthers(fresh)).text).toContain('All your other sessions were ended.');
  });

  test('the mailed code is enough, and brings them back with a sentence', async () => {
    const { here, elsewhere } = await signInLongAgo();
    const sent = await askCode(await endOthers(here));
    expect(sent.text).toContain(`A code is on its way to ${OWNER}`);
    const [mail] = portal.mails(OWNER);
    expect(mail?.subject).toBe('Your confirmation code');

    const back = await answer(sent, portal.newestCode(OWNER).replace(/^.../, '$& '));
    expect(back.path).toBe('/account');
    expect(back.text).toContain('Now do what you wanted to do');
    expect((await endOthers(here)).text).toContain('All your other sessions were ended.');
    expect(await isInside(elsewhere)).toBe(false);
    expect((await here.open('/account/proof')).path).toBe('/account');

    minutes += 11;
    await portal.signIn(OWNER);
    expect((await endOthers(here)).path).toBe('/account/proof');
  });

  test('T-45 the session id changes with the proof, the old one is dead, and its age stays', async () => {
    const { here } = await signInLongAgo();
    const before = here.cookies.get('session') ?? '';
    const sent = await askCode(await here.open('/account/proof'));
    await answer(sent, portal.newestCode(OWNER));
    expect(here.cookies.get('session')).not.toBe(before);
    const replay = { headers: { cookie: `session=${before}`, accept: 'application/json' } };
    expect((await fetch(`${portal.origin}/tickets`, replay)).status).toBe(401);
    expect(await isInside(here)).toBe(true);
    for (minutes = 11 * 60; minutes < DAY; minutes += 11 * 60)
      expect(await isInside(here)).toBe(true);
    minutes = DAY + 1;
    expect(await isInside(here)).toBe(false);
  });

  test('a wrong code is told, and a code of another session or purpose is wrong', async () => {
    const { here, elsewhere } = await signInLongAgo();
    const sent = await askCode(await here.open('/account/proof'));
    const right = portal.newestCode(OWNER);
    const wrong = right === '000000' ? '111111' : '000000';
    for (const [typed, sentence] of [
      [wrong, 'That is not right'],
      ['12', 'Insert a valid 6-digit access code'],
      ['', 'Insert a valid 6-digit access code'],
    ] as const) {
      const refused = await answer(sent, typed);
      expect(refused.status).toBe(422);
      expect(refused.text).toContain(sentence);
      expect(refused.has('#code[aria-invalid]')).toBe(true);
    }
    const there = await elsewhere.open('/account/proof?sent=code');
    expect((await answer(there, right)).status).toBe(422);

    const door = portal.visitor();
    const options = await door.open('/sign-in?locale=en');
    const confirm = await options.form('Send').fill('E-mail', OWNER).submit();
    const forSignIn = portal.newestCode(OWNER);
    expect((await answer(sent, forSignIn)).status).toBe(422);
    const refused = await confirm.form('Confirm').fill('Access code', right).submit();
    expect(refused.status).toBe(422);
    expect((await answer(sent, right)).path).toBe('/account');
  });

  test('T-07 tries are counted however often a new code is asked for', async () => {
    const { here } = await signInLongAgo();
    let sent = await askCode(await here.open('/account/proof'));
    const statuses: number[] = [];
    for (let time = 0; time < 11; time += 1) {
      if (time === 4 || time === 8) sent = await sent.form('Send another code').submit();
      const right = portal.newestCode(OWNER);
      statuses.push((await answer(sent, right === '000000' ? '1'.repeat(6) : '000000')).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(422), 429]);
    const late = await answer(sent, portal.newestCode(OWNER));
    expect(late.status).toBe(429);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await isInside(here)).toBe(true);
    minutes += 61;
    const again = await askCode(await here.open('/account/proof'));
    expect((await answer(again, portal.newestCode(OWNER))).path).toBe('/account');
  });

  test('a script is told 403 and a word, and nothing changes', async () => {
    const { here, elsewhere } = await signInLongAgo();
    const form = (await here.open('/account')).form('End all other sessions');
    const csrf = form.element.querySelector('input')?.getAttribute('value') ?? '';
    const told = await here.request('/account/sessions/removal', {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ csrf }),
    });
    expect(told.status).toBe(403);
    expect(await told.json()).toMatchObject({ error: { code: 'forbidden' } });
    expect(await isInside(elsewhere)).toBe(true);
  });

  test('T-21 with a second step set up, whoever reads the mailbox proves nothing', async () => {
    const { here, elsewhere } = await signInLongAgo();
    const open = await askCode(await here.open('/account/proof'));
    const code = portal.newestCode(OWNER);
    await askDatabase(
      portal.databaseUrl,
      `insert into authenticators select id, 'x', null, now(), now() from people where email = '${OWNER}'`,
    );
    const mails = portal.mails(OWNER).length;
    expect((await answer(open, code)).status).toBe(404);
    expect((await open.form('Send another code').submit()).status).toBe(404);
    expect(portal.mails(OWNER)).toHaveLength(mails);

    const page = await endOthers(here);
    expect(page.text).not.toContain('Send the code');
    const door = await page.form('Sign in again').submit();
    expect(door.path).toBe('/sign-in');
    expect(await isInside(here)).toBe(false);
    expect(await isInside(elsewhere)).toBe(true);
    await askDatabase(portal.databaseUrl, 'delete from authenticators');
  });
});

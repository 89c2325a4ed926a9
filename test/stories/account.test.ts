import { askDatabase } from '../support/ask-database';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Visitor } from '../support/visitor';

const OWNER = 'owner@lojaazul.example';
const FINANCE = 'finance@lojaazul.example';
const HOUR = 3_600_000;
const FIREFOX = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0' };
const SAFARI = {
  'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) AppleWebKit Version/19.0 Safari/604.1',
};

describe('a person looks after their own account', () => {
  let portal: RunningPortal;
  let hours = 0;
  beforeAll(async () => {
    const now = () => new Date(Date.now() + hours * HOUR);
    portal = await startPortal({ now, signIn: { waysIn: ['code'] } });
  });
  afterEach(() => void (hours += 48)); // an address is sent only so many codes in a quarter of an hour
  afterAll(() => portal.stop());

  const isInside = async (visitor: Visitor) =>
    (await visitor.open('/tickets')).url.pathname === '/tickets';
  const sessionRows = async (visitor: Visitor) => {
    const page = await visitor.open('/account');
    return page.texts('section').find((text) => text.startsWith('Open sessions')) ?? '';
  };

  test('the panel leads there, and it shows who they are, where they are signed in and who came in', async () => {
    const visitor = await portal.signIn(OWNER, FIREFOX);
    const panel = await visitor.open('/tickets');
    const page = await visitor.open(panel.link('Your account'));
    expect(page.heading).toBe('Your account');
    expect(page.form('Save the name').value('Your name')).toBe('Olívia Azul');
    expect(page.text).toContain(`You are known here by ${OWNER}`);
    expect(page.text).toContain(`Codes go to ${OWNER}`);
    const [sessions] = page.texts('section').filter((text) => text.startsWith('Open sessions'));
    expect(sessions).toMatch(
      /Firefox, Linux IP address 127\.0\.0\.1 This browser ?Signed in .+\(Code/,
    );
    const [signIns] = page.texts('section').filter((text) => text.startsWith('Recent sign-ins'));
    expect(signIns).toMatch(
      /Firefox, Linux IP address 127\.0\.0\.1 ?.+ · Code by e-mail · Signed in/,
    );
  });

  test('only ways in that are open have their place', async () => {
    const page = await (await portal.signIn(OWNER)).open('/account');
    expect(page.text).not.toMatch(/Google|Facebook|password|second step/i);
    expect(page.html).not.toMatch(/account\/(identities|password|second-step)/);
  });

  test('a new name is on every page from now on', async () => {
    const visitor = await portal.signIn(FINANCE);
    const name = 'Fina <b>Azul</b> "&" 🙂';
    const saved = await (
      await visitor.open('/account')
    )
      .form('Save the name')
      .fill('Your name', `  ${name}\r\n`)
      .submit();
    expect(saved.path).toBe('/account');
    expect(saved.text).toContain('Your name was saved.');
    expect((await visitor.open('/account')).text).not.toContain('Your name was saved.');
    expect((await visitor.open('/tickets')).texts('.who span')).toEqual([`Signed in as ${name}`]);
  });

  test.each([
    ['', 'Enter your name'],
    [' \u2028 ', 'Enter your name'],
    ['x'.repeat(300), 'The name may have up to'],
  ])('the name %j is refused, and what was typed is still there', async (name, sentence) => {
    const visitor = await portal.signIn(OWNER);
    const form = (await visitor.open('/account')).form('Save the name');
    const page = await form.fill('Your name', name).submit();
    expect(page.status).toBe(422);
    expect(page.text).toContain(sentence);
    expect(page.form('Save the name').value('Your name')).toBe(name);
    expect((await visitor.open('/account')).form('Save the name').value('Your name')).toBe(
      'Olívia Azul',
    );
  });

  test('the language chosen there is that of the pages', async () => {
    const visitor = await portal.signIn(OWNER);
    const form = (await visitor.open('/account')).form('Save the language');
    const page = await form.set('locale', 'pt').submit();
    expect([page.path, page.language, page.heading]).toEqual(['/account', 'pt', 'Sua conta']);
    await page.form('Salvar o idioma').set('locale', 'en').submit();
  });

  test('T-49 sessions are listed, and one is ended from another browser at once', async () => {
    const [desk, phone] = [await portal.signIn(OWNER, FIREFOX), await portal.signIn(OWNER, SAFARI)];
    expect(await sessionRows(desk)).toContain('Safari, iOS');
    const page = await desk.open('/account');
    const after = await page.form('End this session').submit();
    expect(after.path).toBe('/account');
    expect(after.text).toContain('The session was ended.');
    expect(await sessionRows(desk)).not.toContain('Safari, iOS');
    expect(await isInside(phone)).toBe(false);
    expect(await isInside(desk)).toBe(true);
  });

  test("T-49 nobody ends somebody else's session", async () => {
    const [owner, finance] = [await portal.signIn(OWNER), await portal.signIn(FINANCE)];
    await portal.signIn(FINANCE); // so that there is a form
    const form = (await finance.open('/account')).form('End this session');
    const theirs = form.element.getAttribute('action') ?? '';
    const { csrf } = tokenOf((await owner.open('/account')).form('Save the name'));
    for (const path of [theirs, '/account/sessions/1/removal', `${theirs.slice(0, -8)}x/removal`]) {
      const body = new URLSearchParams({ csrf });
      const answer = await owner.request(path, { method: 'POST', body });
      expect(answer.status).toBe(404);
    }
    expect(await isInside(finance)).toBe(true);
    expect((await form.submit()).status).toBe(200);
  });

  test('T-49 all others are ended together, the owner is told by mail, and this one stays', async () => {
    const others = [await portal.signIn(OWNER, SAFARI), await portal.signIn(OWNER)];
    const here = await portal.signIn(OWNER, FIREFOX);
    await askDatabase(
      portal.databaseUrl,
      `insert into halfway_sign_ins (visit_hash, person_id, way, created_at, expires_at)
       select 'elsewhere', id, 'code', now(), now() + interval '5 years' from people where email = '${OWNER}'`,
    );
    const page = await (await here.open('/account')).form('End all other sessions').submit();
    expect(page.text).toContain('All your other sessions were ended.');
    for (const other of others) expect(await isInside(other)).toBe(false);
    expect(await isInside(here)).toBe(true);
    expect(await sessionRows(here)).not.toContain('Safari');
    expect(await askDatabase(portal.databaseUrl, 'select * from halfway_sign_ins')).toEqual([]);
    const [mail] = portal.mails(OWNER);
    expect(mail?.subject).toBe('Your other sessions were ended');
    expect(mail?.text).toContain('Firefox, Linux');
    expect(mail?.text).not.toMatch(/https?:|\d{6}/);
  });

  test('browsers that are trusted are listed and can be asked for the second step again', async () => {
    const visitor = await portal.signIn(OWNER);
    await portal.signIn(OWNER);
    const trust = () =>
      askDatabase(
        portal.databaseUrl,
        `update known_browsers set trusted_until = now() + interval '5 years', device = 'Opera, Windows'`,
      );
    const trusted = () =>
      askDatabase<{ count: string }>(
        portal.databaseUrl,
        `select count(*) from known_browsers where trusted_until is not null`,
      );
    await trust();
    const before = Number((await trusted())[0]?.count);
    expect(before).toBeGreaterThan(1);
    const page = await visitor.open('/account');
    expect(page.text).toMatch(
      /Trusted browsers.*Opera, Windows IP address 127\.0\.0\.1 ?Trusted until/,
    );
    const one = await page.form('Stop trusting it').submit();
    expect(one.text).toContain('The second step will be asked there again.');
    expect(Number((await trusted())[0]?.count)).toBe(before - 1);
    await one.form('Stop trusting all of them').submit();
    const theirs = await askDatabase(
      portal.databaseUrl,
      `select 1 from known_browsers join people on people.id = person_id
       where email = '${OWNER}' and trusted_until is not null`,
    );
    expect(theirs).toEqual([]);
    expect((await visitor.open('/account')).text).not.toContain('Trusted browsers');
  });

  test('a person who is removed is nobody on the next click, whatever their session says', async () => {
    const visitor = await portal.signIn('newcomer@example.com');
    const page = await visitor.open('/account');
    const { csrf } = tokenOf(page.form('Save the name'));
    await askDatabase(
      portal.databaseUrl,
      `delete from people where email = 'newcomer@example.com'`,
    );
    const body = new URLSearchParams({ csrf, name: 'Still here' });
    const answer = await visitor.request('/account/name', { method: 'POST', body });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in']);
    expect(await isInside(visitor)).toBe(false);
  });
});

describe('when every way in is open', () => {
  let portal: RunningPortal;
  beforeAll(async () => {
    portal = await startPortal({ signIn: { waysIn: ['code', 'google', 'facebook', 'password'] } });
  });
  afterAll(() => portal.stop());

  test('each has its place: linked accounts, the password, the second step', async () => {
    const visitor = await portal.signIn(OWNER);
    const bare = await visitor.open('/account');
    expect(bare.link('Link Google')).toBe('/account/identities/google');
    expect(bare.link('Choose a password')).toBe('/account/password');
    expect(bare.link('Set up a second step')).toBe('/account/second-step');

    await askDatabase(
      portal.databaseUrl,
      `with owner as (select id from people where email = '${OWNER}'),
         linked as (insert into identities select 'facebook', '7', id, null, now(), now() from owner),
         worded as (insert into passwords select id, 'x', now() from owner),
         coded as (insert into recovery_codes select id, code, now(), null
                   from owner, unnest(array['a', 'b']) as code)
       insert into authenticators select id, 'x', null, now(), now() from owner`,
    );
    const full = await visitor.open('/account');
    expect(full.form('Unlink Facebook').element.getAttribute('action')).toBe(
      '/account/identities/facebook/removal',
    );
    expect(full.link('Change the password')).toBe('/account/password');
    expect(full.text).toContain('A code from an authenticator app');
    expect(full.text).toContain('2 recovery codes left');
  });
});

function tokenOf(form: {
  element: { querySelector(s: string): { getAttribute(n: string): string | undefined } | null };
}) {
  return { csrf: form.element.querySelector('input[name=csrf]')?.getAttribute('value') ?? '' };
}

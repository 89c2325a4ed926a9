import { askDatabase } from '../support/ask-database';
import { startPortal, type RunningPortal } from '../support/start-portal';
import { endAll, start } from './a-process';

const OWNER = 'owner@lojaazul.example';

describe('an operator shuts the door on somebody', () => {
  let portal: RunningPortal;
  beforeAll(async () => void (portal = await startPortal()));
  afterEach(endAll);
  afterAll(() => portal.stop());

  const accounts = async (...args: string[]) => {
    const script = start('scripts/accounts.js', { DATABASE_URL: portal.databaseUrl }, args);
    const { code } = await script.end;
    return { code, said: script.stdout(), complained: script.stderr() };
  };

  test('T-49 every session of that person ends at once, what is half done too, and nobody else’s', async () => {
    const [desk, phone] = [await portal.signIn(OWNER), await portal.signIn(OWNER)];
    const other = await portal.signIn('finance@lojaazul.example');
    const asking = portal.visitor();
    const page = await asking.open('/sign-in?locale=en');
    const asked = await page.form('Send').fill('E-mail', OWNER).submit();
    await askDatabase(
      portal.databaseUrl,
      `update known_browsers set trusted_until = now() + interval '1 day'`,
    );

    expect(await accounts('end-sessions', 'Owner@LojaAzul.example')).toEqual({
      code: 0,
      said: `${OWNER} is signed out everywhere: 2 sessions ended.\n`,
      complained: '',
    });
    for (const visitor of [desk, phone]) {
      expect((await visitor.open('/tickets')).url.pathname).toBe('/sign-in');
    }
    expect((await other.open('/tickets')).url.pathname).toBe('/tickets');
    const code = portal.newestCode(OWNER);
    const late = await asked.form('Confirm').fill('Access code', code).submit();
    expect(late.status).toBe(422);
    const trusted = await askDatabase(
      portal.databaseUrl,
      `select email from known_browsers join people on people.id = person_id
       where trusted_until is not null`,
    );
    expect(trusted).toEqual([{ email: 'finance@lojaazul.example' }]);

    expect((await accounts('end-sessions', OWNER)).said).toContain('0 sessions ended');
    expect((await portal.signIn(OWNER)).cookies.has('session')).toBe(true);
  });

  test.each([
    [['end-sessions', 'nobody'], '"nobody" is not one e-mail address.'],
    [['end-sessions', 'nobody@nowhere.example'], 'Nobody is known by nobody@nowhere.example.'],
  ])('%j is refused with a sentence', async (args, sentence) => {
    expect(await accounts(...args)).toEqual({ code: 1, said: '', complained: `${sentence}\n` });
  });
});

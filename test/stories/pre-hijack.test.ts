import { aClock, choosePassword, enterPassword, PASSWORD } from '../support/a-second-step';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Page, Visitor } from '../support/visitor';

const VICTIM = 'newcomer@example.com';
const OWNERS = 'rather 4nother pass phrase';

describe('what an attacker left at the door is void once the owner proves the address', () => {
  const clock = aClock();
  let portal: RunningPortal;
  beforeAll(async () => void (portal = await startPortal({ now: clock.now })));
  afterEach(() => clock.pass(2 * 86_400));
  afterAll(() => portal.stop());

  const askReset = async (visitor: Visitor): Promise<Page> => {
    const page = await visitor.open('/sign-in/password/reset?locale=en');
    return page.form('Send me a code').fill('E-mail', VICTIM).submit();
  };
  const reset = async (asked: Page, code: string, password: string) =>
    asked
      .form('Set this password')
      .fill('Access code', code)
      .fill('New password', password)
      .submit();

  test('T-41a without the mailbox nobody gives an address a password', async () => {
    const attacker = portal.visitor();
    const asked = await askReset(attacker);
    const right = portal.newestCode(VICTIM);
    const wrong = right === '000000' ? '111111' : '000000';
    expect((await reset(asked, wrong, PASSWORD)).status).toBe(422);
    expect((await enterPassword(portal.visitor(), VICTIM)).text).toContain(
      'The e-mail or the password is incorrect',
    );
  });

  test('T-41a T-41b a password chosen in a session left open, and that session, end with the owner’s reset', async () => {
    const attacker = await portal.signIn(VICTIM);
    await choosePassword(attacker);
    const begun = await askReset(attacker);
    const stolen = attacker.cookies.get('session') ?? '';
    const right = await enterPassword(portal.visitor(), VICTIM);
    expect(right.text).toContain('it only works together with a second step');

    const owner = portal.visitor();
    const inside = await reset(await askReset(owner), portal.newestCode(VICTIM), OWNERS);
    expect(inside.path).toBe('/account/second-step');

    const old = await enterPassword(portal.visitor(), VICTIM);
    expect(old.text).toContain('The e-mail or the password is incorrect');
    expect((await attacker.open('/tickets')).url.pathname).toBe('/sign-in');
    const replay = { headers: { cookie: `session=${stolen}`, accept: 'application/json' } };
    expect((await fetch(`${portal.origin}/tickets`, replay)).status).toBe(401);
    // What the attacker had begun in that session is over as well.
    expect((await reset(begun, '000000', PASSWORD)).status).toBe(403);
    const told = portal.mails(VICTIM).map(({ subject }) => subject);
    expect(told.slice(0, 3)).toContain('Your VTEX support password was changed');
    expect((await owner.open('/account')).texts('.rows .mark')).toEqual(['This browser']);
  });

  test('T-41d no form changes an address, so no change of it can be pending', async () => {
    const visitor = await portal.signIn(VICTIM);
    const form = (await visitor.open('/account')).form('Save the name');
    const saved = await form
      .set('email', 'attacker@evil.example')
      .fill('Your name', 'Nina')
      .submit();
    expect(saved.text).toContain(`You are known here by ${VICTIM}`);
    expect(saved.text).not.toContain('attacker@evil.example');
    expect(portal.mails('attacker@evil.example')).toEqual([]);
  });
});

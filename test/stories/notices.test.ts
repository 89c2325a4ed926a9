import {
  aClock,
  choosePassword,
  enterPassword,
  setUpApp,
  setUpPhone,
} from '../support/a-second-step';
import { linkFirst } from '../support/first-link';
import { startPortal, type RunningPortal } from '../support/start-portal';
import { GOOGLE_PEOPLE } from '../support/start-stand-ins';

const OWNER = 'owner@lojaazul.example';
const NUMBER = '+5511912345678';

describe('T-29 whoever changes what opens a door, its owner is told', () => {
  const clock = aClock();
  let portal: RunningPortal;
  beforeAll(async () => void (portal = await startPortal({ providers: {}, now: clock.now })));
  afterAll(() => portal.stop());

  const told = () =>
    portal.mails(OWNER).filter(({ subject }) => !/^(Your|Seu) .*(code|código)/.test(subject));
  /** @returns the subjects of what was told meanwhile, oldest first */
  const during = async (act: () => Promise<unknown>): Promise<string[]> => {
    const before = told().length;
    await act();
    return told()
      .slice(0, told().length - before)
      .map(({ subject }) => subject)
      .reverse();
  };

  test('at the address we know, whatever address or telephone the change is about', async () => {
    const visitor = portal.visitor();
    const { owner: person } = GOOGLE_PEOPLE;
    const press = async (path: string, button: string) =>
      (await visitor.open(path)).form(button).submit();

    expect(
      await during(() => linkFirst(portal, visitor, { name: 'Google', person, email: OWNER })),
    ).toContain('A way to sign in was added');
    expect(await during(() => press('/account', 'Unlink Google'))).toEqual([
      'A way to sign in was removed',
    ]);
    expect(await during(() => choosePassword(visitor))).toEqual([
      'Your VTEX support password was changed',
    ]);
    let codes: string[] = [];
    expect(await during(async () => void ({ codes } = await setUpApp(visitor, clock.now)))).toEqual(
      ['A second step was set up'],
    );
    expect(await during(() => setUpPhone(portal, visitor, NUMBER))).toEqual([
      'A second step was set up',
    ]);
    const setup = '/account/second-step';
    expect(await during(() => press(setup, 'Remove the telephone'))).toEqual([
      'A second step was removed',
    ]);
    const recovered = async () => {
      const asked = await enterPassword(visitor, OWNER);
      return asked
        .formWith('recovery_code')
        .fill('Recovery code', codes[0] ?? '')
        .submit();
    };
    await press('/account', 'Sign out');
    expect(await during(recovered)).toEqual(['A recovery code was used']);
    expect(await during(() => press(setup, 'Make new recovery codes'))).toEqual([
      'New recovery codes',
    ]);
    expect(await during(() => press(setup, 'Remove the app'))).toEqual([
      'A second step was removed',
    ]);
    await portal.signIn(OWNER);
    expect(await during(() => press('/account', 'End all other sessions'))).toEqual([
      'Your other sessions were ended',
    ]);

    expect(portal.mails(person.email)).toEqual([]);
    expect(portal.mails(NUMBER).map(({ text }) => text)).toHaveLength(1);
    for (const { text } of told()) {
      expect(text).not.toMatch(/https?:|\b\d{6}\b|[0-9a-z]{4}-[0-9a-z]{4}-|[A-Z2-7]{32}/);
      expect(text).not.toContain(NUMBER);
    }
  });
});

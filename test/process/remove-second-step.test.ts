import { aClock, setUpApp } from '../support/a-second-step';
import { askCode, typeCode } from '../support/codes';
import { startPortal, type RunningPortal } from '../support/start-portal';
import { endAll } from './a-process';
import { accountsOn } from './an-accounts-command';

const OWNER = 'owner@lojaazul.example';

describe('an operator helps somebody who lost their telephone', () => {
  const clock = aClock();
  let portal: RunningPortal;
  beforeAll(async () => void (portal = await startPortal({ now: clock.now })));
  afterEach(endAll);
  afterAll(() => portal.stop());

  test('the first step is enough again, and whoever was inside is out', async () => {
    const inside = await portal.signIn(OWNER);
    const { codes } = await setUpApp(inside, clock.now);
    expect(codes).toHaveLength(10);
    const accounts = accountsOn(portal.databaseUrl);

    const { code, said } = await accounts('remove-second-step', OWNER);

    expect(code).toBe(0);
    expect(said).toContain(`${OWNER} has no second step any more.`);
    expect((await inside.open('/tickets')).url.pathname).toBe('/sign-in');
    const asked = await askCode(portal.visitor(), OWNER);
    const panel = await typeCode(asked, portal.newestCode(OWNER));
    expect(panel.url.pathname).toBe('/tickets');
    expect((await accounts('history', OWNER, '--last', '1')).said).toContain('second_step_removed');
  });

  test('somebody without a second step, and nobody, are told apart', async () => {
    const accounts = accountsOn(portal.databaseUrl);
    expect(await accounts('remove-second-step', 'finance@lojaazul.example')).toMatchObject({
      code: 0,
      said: 'finance@lojaazul.example has no second step.\n',
    });
    expect(await accounts('remove-second-step', 'nobody@nowhere.example')).toMatchObject({
      code: 1,
      complained: 'Nobody is known by nobody@nowhere.example.\n',
    });
  });
});

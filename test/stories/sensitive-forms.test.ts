import { WAYS_IN } from '../../src/domain/way-in';
import { aClock } from '../support/a-second-step';
import { contents } from '../support/contents';
import { addressOf } from '../support/routes-of';
import { startPortal, type RunningPortal } from '../support/start-portal';

const OWNER = 'owner@lojaazul.example';

/** Nobody comes in by these, or they are the proof itself. */
const FREE = [
  '/account/name',
  '/account/proof',
  '/account/proof/code',
  '/account/proof/message',
  '/account/trusted-browsers/removal',
  '/account/trusted-browsers/:browser/removal',
];

describe('T-18 with a session alone, ten minutes old, no form changes what opens the door', () => {
  const clock = aClock();
  let portal: RunningPortal;
  beforeAll(async () => {
    portal = await startPortal({ now: clock.now, signIn: { waysIn: WAYS_IN } });
  });
  afterAll(() => portal.stop());

  test('each of them leads to the proof, and nothing is different afterwards', async () => {
    const sensitive = portal
      .routes()
      .filter(({ path, methods }) => methods.includes('POST') && !FREE.includes(path))
      .filter(({ path }) => path.startsWith('/account') || path === '/identities/:token');
    expect(sensitive.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        '/identities/:token',
        '/account/identities/google/removal',
        '/account/password',
        '/account/second-step/app',
        '/account/second-step/app/removal',
        '/account/second-step/phone',
        '/account/second-step/phone/removal',
        '/account/second-step/recovery-codes',
        '/account/sessions/removal',
      ]),
    );
    const other = await portal.signIn(OWNER);
    const visitor = await portal.signIn(OWNER);
    clock.pass(10 * 60 + 1);
    const page = await visitor.open('/account');
    const csrf = page.root.querySelector('input[name=csrf]')?.getAttribute('value') ?? '';
    const end = page.form('End this session').element.getAttribute('action') ?? '';
    const session = /sessions\/(\w+)/.exec(end)?.[1] ?? '';
    const fields = {
      ...{ csrf, new_password: 'kx9wqz7m vbt2', number: '+525512345678' },
      ...{ app_code: '123456', sms_code: '123456' },
    };
    const before = await contents(portal);
    for (const route of sensitive) {
      const body = new URLSearchParams(fields);
      const told = await visitor.request(addressOf(route, { session }), { method: 'POST', body });
      const leadsTo = told.headers.get('location');
      expect([route.path, told.status, leadsTo]).toEqual([route.path, 303, '/account/proof']);
    }
    expect(await contents(portal)).toEqual(before);
    expect((await other.open('/tickets')).url.pathname).toBe('/tickets');
  });
});

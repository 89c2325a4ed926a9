import { userInfo } from 'node:os';
import { askCode, anotherThan, typeCode, wasJudged } from '../support/codes';
import { startPortal, type RunningPortal } from '../support/start-portal';
import { endAll } from './a-process';
import { accountsOn } from './an-accounts-command';

const OWNER = 'owner@lojaazul.example';
const FINANCE = 'finance@lojaazul.example';

describe('an operator opens what wrong tries have closed', () => {
  let portal: RunningPortal;
  beforeAll(async () => void (portal = await startPortal()));
  afterEach(endAll);
  afterAll(() => portal.stop());

  const close = async (email: string) => {
    for (let time = 0; time < 10; time += 1) {
      const asked = await askCode(portal.visitor(), email);
      if (asked.status === 429) return;
      for (let guess = 0; guess < 5; guess += 1) {
        const refused = await typeCode(asked, anotherThan(portal.newestCode(email)));
        if (!wasJudged(refused)) break;
      }
    }
  };
  const comesIn = async (email: string) => {
    const asked = await askCode(portal.visitor(), email);
    if (asked.status !== 200) return asked.status;
    return (await typeCode(asked, portal.newestCode(email))).status;
  };

  test('the person comes in at once, nobody else does, and the history says who did it', async () => {
    await close(OWNER);
    await close(FINANCE);
    expect(await comesIn(OWNER)).toBe(429);
    const accounts = accountsOn(portal.databaseUrl);
    expect(await accounts('unlock', 'Owner@LojaAzul.example')).toEqual({
      code: 0,
      said: `Every way in is open to ${OWNER} again.\n`,
      complained: '',
    });
    expect(await comesIn(OWNER)).toBe(200);
    expect(await comesIn(FINANCE)).toBe(429);
    const history = (await accounts('history', OWNER, '--last', '1')).said.split('\t').slice(1);
    expect(history.join(' ')).toBe(`${userInfo().username} unlock unlocked ${OWNER}\n`);
  });

  test('where nothing was closed it says so', async () => {
    const { code, said } = await accountsOn(portal.databaseUrl)(
      'unlock',
      'owner@modaverde.example',
    );
    expect([code, said]).toEqual([
      0,
      'No tries were counted against owner@modaverde.example: nothing was closed.\n',
    ]);
  });

  test.each([
    [['unlock', 'nobody'], '"nobody" is not one e-mail address.'],
    [['unlock', 'nobody@nowhere.example'], 'Nobody is known by nobody@nowhere.example.'],
  ])('%j is refused with a sentence', async (args, sentence) => {
    expect(await accountsOn(portal.databaseUrl)(...args)).toEqual({
      ...{ code: 1, said: '', complained: `${sentence}\n` },
    });
  });
});

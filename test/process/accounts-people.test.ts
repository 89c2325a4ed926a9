import { userInfo } from 'node:os';
import { askDatabase } from '../support/ask-database';
import { freshDatabase, type FreshDatabase } from '../support/fresh-database';
import { endAll } from './a-process';
import { accountsOn, type Ended } from './an-accounts-command';

const EMAIL = 'owner@store.example';

// Each command is a process of its own.
jest.setTimeout(60_000);

describe('an operator looks after people', () => {
  let database: FreshDatabase;
  let accounts: (...args: string[]) => Promise<Ended>;
  beforeEach(async () => {
    database = await freshDatabase();
    accounts = accountsOn(database.url);
  });
  afterEach(async () => {
    await endAll();
    await database.drop();
  });

  test('granting with a name or a language to somebody who is here already changes both, and says so', async () => {
    await accounts('grant', EMAIL, 'mystore', '--name', 'Olivia Store');
    expect(
      await accounts('grant', EMAIL, 'mystore', '--name', 'Olivia S.', '--locale', 'es'),
    ).toEqual({
      code: 0,
      said: [
        `${EMAIL} is called Olivia S. from now on, not Olivia Store.`,
        `${EMAIL} is written to in es from now on, not en.`,
        `${EMAIL} may enter mystore.\n`,
      ].join('\n'),
      complained: '',
    });
    await accounts('grant', EMAIL, 'other');
    expect((await accounts('list')).said).toBe(`${EMAIL}\tOlivia S.\tmystore, other\n`);
  });

  test('removing somebody frees their address: who comes next under it is another person', async () => {
    await accounts('grant', EMAIL, 'mystore');
    expect(await accounts('remove', EMAIL)).toEqual({
      code: 0,
      said: `${EMAIL} is removed; what they may enter no longer: mystore.\n`,
      complained: '',
    });
    expect((await accounts('list')).said).toBe('');
    expect(await accounts('remove', EMAIL)).toMatchObject({
      code: 1,
      complained: `Nobody here has the address ${EMAIL}.\n`,
    });
    await accounts('grant', EMAIL, 'other');
    expect((await accounts('list')).said).toBe(`${EMAIL}\towner\tother\n`);
    const ids = await askDatabase(database.url, `select distinct id from people`);
    expect(ids).toHaveLength(2);
  });

  test('the history tells who changed what, and cannot be rewritten', async () => {
    await accounts('grant', EMAIL, 'mystore');
    await accounts('grant', EMAIL, 'mystore');
    await accounts('grant', 'other@store.example', 'other');
    await accounts('remove', EMAIL);
    const told = async (...args: string[]) =>
      (await accounts('history', ...args)).said
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t').slice(1).join(' '));
    const me = userInfo().username;
    expect(await told(EMAIL)).toEqual([
      `${me} grant added ${EMAIL}`,
      `${me} grant granted ${EMAIL} mystore (hand)`,
      `${me} remove revoked ${EMAIL} mystore (hand)`,
      `${me} remove removed ${EMAIL}`,
    ]);
    expect(await told('--account', 'other')).toEqual([
      `${me} grant granted other@store.example other (hand)`,
    ]);
    expect(await told('--last', '1')).toEqual([`${me} remove removed ${EMAIL}`]);
    for (const statement of [
      `update access_changes set operator = 'nobody'`,
      'delete from access_changes',
      'truncate access_changes',
    ]) {
      await expect(askDatabase(database.url, statement)).rejects.toThrow('only ever added to');
    }
  });

  test('what a command does not know is refused with the usage', async () => {
    for (const args of [
      ['list', EMAIL],
      ['remove'],
      ['revoke', EMAIL, 'mystore', '--yes'],
      ['import'],
      ['toString'],
      [],
    ]) {
      const { code, said, complained } = await accounts(...args);
      expect({ args, code, said }).toEqual({ args, code: 1, said: '' });
      expect(complained).toContain('npm run accounts -- list');
    }
    expect((await accounts('history', '--last', '0')).complained).toBe('"0" is not a count.\n');
  });
});

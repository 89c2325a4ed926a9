import { freshDatabase, type FreshDatabase } from '../support/fresh-database';
import { endAll, start } from './a-process';

const EMAIL = 'owner@store.example';

describe('an operator says who may enter which account', () => {
  let database: FreshDatabase;
  beforeAll(async () => void (database = await freshDatabase()));
  afterEach(endAll);
  afterAll(() => database.drop());

  const accounts = async (...args: string[]) => {
    const script = start('scripts/accounts.js', { DATABASE_URL: database.url }, args);
    const { code } = await script.end;
    return { code, said: script.stdout(), complained: script.stderr() };
  };

  test('granting makes the person, listing shows them, revoking leaves them without', async () => {
    const named = ['--name', 'Olivia Store', '--locale', 'pt'];
    expect(await accounts('grant', 'Owner@Store.example', 'MyStore', ...named)).toEqual({
      code: 0,
      said: `${EMAIL} may enter mystore.\n`,
      complained: '',
    });
    expect((await accounts('grant', EMAIL, 'otherstore')).code).toBe(0);
    expect((await accounts('list')).said).toBe(`${EMAIL}\tOlivia Store\tmystore, otherstore\n`);

    const revoked = await accounts('revoke', EMAIL, 'mystore');
    expect(revoked).toMatchObject({ code: 0, said: `${EMAIL} may not enter mystore any more.\n` });
    expect((await accounts('list')).said).toBe(`${EMAIL}\tOlivia Store\totherstore\n`);
    expect(await accounts('revoke', EMAIL, 'mystore')).toMatchObject({
      code: 1,
      complained: `${EMAIL} may not enter mystore anyway.\n`,
    });
  });

  test.each([
    [['grant', 'two@a.example,b@b.example', 'mystore'], 'is not one e-mail address.'],
    [['grant', EMAIL, 'my_store'], 'is not a VTEX account.'],
    [['grant', EMAIL], 'is not a VTEX account.'],
    [['grant', EMAIL, 'mystore', '--locale', 'xx'], '"xx" is not a language of the portal.'],
    [['grant', EMAIL, 'mystore', '--nmae', 'Olivia'], 'nmae'],
    [['forget', EMAIL], 'npm run accounts -- grant'],
  ])('%j is refused with a sentence', async (args, sentence) => {
    const { code, said, complained } = await accounts(...args);
    expect(code).toBe(1);
    expect(said).toBe('');
    expect(complained).toContain(sentence);
    expect(complained).not.toMatch(/\bat .+:\d+:\d+/);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askDatabase } from '../support/ask-database';
import { freshDatabase, type FreshDatabase } from '../support/fresh-database';
import { endAll } from './a-process';
import { accountsOn, type Ended } from './an-accounts-command';

// Each command is a process of its own.
jest.setTimeout(60_000);

describe('an operator imports a file of members', () => {
  let database: FreshDatabase;
  let folder: string;
  let accounts: (...args: string[]) => Promise<Ended>;
  const begin = async () => {
    folder = await mkdtemp(join(tmpdir(), 'members-'));
    database = await freshDatabase();
    accounts = accountsOn(database.url);
  };
  const end = async () => {
    await endAll();
    await database.drop();
    await rm(folder, { recursive: true });
  };

  const file = async (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const csv = (...rows: string[]) => file('members.csv', ['email,account', ...rows, ''].join('\n'));
  const people = (count: number, account = 'mystore') =>
    Array.from({ length: count }, (_, index) => `p${index}@a.example,${account}`);
  const membersOf = async (account: string) =>
    (await accounts('list', '--account', account)).said.split('\n').filter(Boolean);

  describe('that is right', () => {
    beforeEach(begin);
    afterEach(end);

    test('a look says who gains what and changes nothing; --yes does it; then nothing is left', async () => {
      const path = await file(
        'members.csv',
        'email,account,name,locale\nAna@a.example,MyStore,"Ana, Souza",pt-BR\nbob@a.example,other,,\n',
      );
      const look = await accounts('import', path);
      expect(look).toEqual({
        code: 2,
        said: [
          'mystore: 0 people now, 1 gain it, 0 lose it',
          '  + ana@a.example (new)',
          'other: 0 people now, 1 gain it, 0 lose it',
          '  + bob@a.example (new)',
          'Nothing was changed: 2 to let in, 0 to let go. Add --yes to do it.',
          '',
        ].join('\n'),
        complained: '',
      });
      expect((await accounts('list')).said).toBe('');

      expect(await accounts('import', path, '--yes')).toMatchObject({
        code: 0,
        said: expect.stringContaining('Done: 2 let in, 0 let go.\n') as string,
      });
      expect((await accounts('list')).said).toBe(
        'ana@a.example\tAna, Souza\tmystore\nbob@a.example\tbob\tother\n',
      );
      const again = await accounts('import', path);
      expect(again).toMatchObject({ code: 0 });
      expect(again.said).toContain('Everything is as it says.');
    });

    test('a file takes away what a file gave, and leaves people let in by hand and other accounts', async () => {
      await accounts('grant', 'hand@a.example', 'mystore');
      await accounts('grant', 'p1@a.example', 'mystore');
      await accounts('import', await csv(...people(6), 'x@a.example,other'), '--yes');
      const [, ...fewer] = people(6);
      const path = await csv(...fewer.filter((row) => !row.startsWith('p1@')));
      const done = await accounts('import', path, '--yes', '--allow-removals', 'mystore');
      expect(done.said.split('\n')).toEqual([
        'mystore: 7 people now, 0 gain it, 1 lose it',
        '  - p0@a.example',
        '  ~ p1@a.example may still enter, by hand, no longer by file',
        'Done: 0 let in, 1 let go.',
        '',
      ]);
      expect(await membersOf('mystore')).toEqual([
        'hand@a.example\thand\thand',
        'p1@a.example\tp1\thand',
        ...['p2', 'p3', 'p4', 'p5'].map((name) => `${name}@a.example\t${name}\tfile`),
      ]);
      expect(await membersOf('other')).toEqual(['x@a.example\tx\tfile']);
    });

    test('more than a fifth of an account is not taken away until the account is named', async () => {
      await accounts('import', await csv(...people(10), ...people(10, 'other')), '--yes');
      const before = (await accounts('list')).said;

      const fifth = await csv(...people(8));
      expect(await accounts('import', fifth)).toMatchObject({ code: 2, complained: '' });

      const more = await csv(...people(7), ...people(10, 'other'), 'new@a.example,other');
      for (const args of [[], ['--yes'], ['--yes', '--allow-removals', 'other']]) {
        expect(await accounts('import', more, ...args)).toMatchObject({
          code: 1,
          complained:
            'mystore: 3 of 10 people would lose it, more than 20 %. Nothing was changed; ' +
            'if that is right, add --allow-removals mystore.\n',
        });
      }
      expect((await accounts('list')).said).toBe(before);
      const allowed = await accounts('import', more, '--yes', '--allow-removals', 'mystore');
      expect(allowed).toMatchObject({ code: 0, complained: '' });
      expect(await membersOf('mystore')).toHaveLength(7);
      expect(await membersOf('other')).toHaveLength(11);
    });

    test('a spreadsheet of Brazil or Spain is read: a mark at its head, semicolons, CRLF, quotes', async () => {
      const path = await file(
        'planilha.CSV',
        '\uFEFFE-mail;Account;Name\r\n"ana@a.example";mystore;"José ""Zé""; Filho"\r\n;;\r\n\r\n',
      );
      expect(await accounts('import', path, '--yes')).toMatchObject({ code: 0, complained: '' });
      expect((await accounts('list')).said).toBe('ana@a.example\tJosé "Zé"; Filho\tmystore\n');
    });

    test('YAML names the people below their account, an account of digits included', async () => {
      const path = await file(
        'members.yaml',
        '0123:\n  - ana@a.example\nmystore:\n  - { email: bob@a.example, name: Bob B, locale: es }\n',
      );
      expect(await accounts('import', path, '--yes')).toMatchObject({ code: 0, complained: '' });
      expect((await accounts('list')).said).toBe(
        'ana@a.example\tana\t0123\nbob@a.example\tBob B\tmystore\n',
      );
    });

    test('everything wrong is named with its line, and nothing of the file is taken over', async () => {
      const path = await file(
        'members.csv',
        [
          'email,account,name,locale',
          'good@a.example,mystore,,',
          'no-address,mystore,,',
          'a@a.example,my_store,,',
          '"b@a.example",mystore,"two',
          'lines",',
          'Good@a.example,MYSTORE,,',
          'c@a.example,mystore',
          'd@a.example,mystore,,xx',
          'e@a.example;mystore;;',
        ].join('\n'),
      );
      const refused = await accounts('import', path, '--yes');
      expect(refused).toMatchObject({ code: 1, said: '' });
      expect(refused.complained.trimEnd().split('\n')).toEqual([
        `${path} is refused as a whole; nothing was changed.`,
        '  - line 3: "no-address" is not one e-mail address',
        '  - line 4: "my_store" is not a VTEX account',
        '  - line 5: "two?lines" is not a name',
        '  - line 7: good@a.example in mystore stands on line 2 already',
        '  - line 8: it has 2 columns where the first line has 4',
        '  - line 9: "xx" is not a language of the portal',
        '  - line 10: it has 1 columns where the first line has 4',
      ]);
      expect((await accounts('list')).said).toBe('');
    });

    test('a file that is not there is said so', async () => {
      expect(await accounts('import', join(folder, 'none.csv'))).toMatchObject({
        code: 1,
        complained: expect.stringContaining('cannot be read (ENOENT)') as string,
      });
    });

    test('a file of nearly 10 MB comes in whole', async () => {
      const rows = Array.from(
        { length: 48_000 },
        (_, index) =>
          `${'long'.repeat(14)}.${index}@merchant.example,store-${index % 40},${'Long '.repeat(20)}`,
      );
      const text = `email,account,name\n${rows.join('\n')}\n`;
      expect(text.length).toBeGreaterThan(9_000_000);
      const done = await accounts('import', await file('large.csv', text), '--yes');
      expect(done).toMatchObject({ code: 0, complained: '' });
      expect(await membersOf('store-7')).toHaveLength(48_000 / 40);
    }, 180_000);
  });

  describe('that is wrong', () => {
    beforeAll(async () => {
      await begin();
      await accounts('import', await csv(...people(3)), '--yes');
    });
    afterAll(end);

    const utf16 = Buffer.from('\uFEFFemail,account\na@a.example,mystore\n', 'utf16le');
    test.each<[string, string, string | Uint8Array, string]>([
      ['nothing at all', 'a.csv', '', 'line 1: the first line must be email,account'],
      ['a header alone', 'a.csv', 'email,account\n', 'it names nobody'],
      ['no header', 'a.csv', 'a@a.example,mystore\n', 'the first line must be email,account'],
      ['a column twice', 'a.csv', 'email,email,account\n', 'the first line must be email,account'],
      [
        'an unknown column',
        'a.csv',
        'email,account,role\n',
        'the first line must be email,account',
      ],
      ['an open quote', 'a.csv', 'email,account\n"a@a.example,b\n', 'a quote (") stands where'],
      [
        'Latin-1',
        'a.csv',
        Buffer.from('email,account,name\na@a.example,m,Jos\xe9\n', 'latin1'),
        'line 2: it is not UTF-8',
      ],
      ['UTF-16', 'a.csv', utf16, 'it is UTF-16'],
      ['more than 10 MB', 'a.csv', 'x'.repeat(10 * 1024 * 1024 + 1), 'is larger than 10 MB'],
      [
        'an empty list',
        'a.yaml',
        'other:\n  - a@a.example\nmystore: []\n',
        'line 3: the list is empty',
      ],
      ['no list', 'a.yml', 'mystore:\n', 'line 1: the list is empty'],
      ['an empty YAML', 'a.yaml', '', 'line 1: it must read "ACCOUNT:"'],
      ['a YAML of words', 'a.yaml', 'mystore: ana\n', 'line 1: it must read "ACCOUNT:"'],
      ['a broken YAML', 'a.yaml', 'mystore:\n  - "a\n', 'line 3: Missing closing'],
      ['an account twice', 'a.yaml', 'm:\n  - a@a.example\nm:\n  - b@a.example\n', 'line 3'],
      ['an alias', 'a.yaml', 'm: &x\n  - a@a.example\nn: *x\n', 'line 3: it must read "ACCOUNT:"'],
      ['another kind of file', 'a.xlsx', 'PK', 'is neither .csv nor .yaml'],
    ])(
      '%s is refused with a sentence and removes nobody',
      async (_what, name, content, sentence) => {
        const refused = await accounts('import', await file(name, content), '--yes');
        expect(refused).toMatchObject({ code: 1, said: '' });
        expect(refused.complained).toContain(sentence);
        expect(refused.complained).not.toMatch(/\bat .+:\d+:\d+/);
        expect(await askDatabase(database.url, 'select from access')).toHaveLength(3);
      },
    );
  });
});

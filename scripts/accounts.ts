import { parseArgs } from 'node:util';
import { AppError } from '../src/errors';
import { grant, remove, revoke } from './accounts/by-hand';
import { endSessions } from './accounts/end-sessions';
import { importFile, refresh } from './accounts/from-lists';
import { history, list } from './accounts/look';
import { removeSecondStep } from './accounts/remove-second-step';
import { sync } from './accounts/sync';
import { openTables, type Tables } from './accounts/tables';
import { unlock } from './accounts/unlock';
import { runCommand } from './command';
import { withDatabase } from './with-database';

const USAGE = `Who may enter which account.

  npm run accounts -- list    [--account ACCOUNT]
  npm run accounts -- history [EMAIL] [--account ACCOUNT] [--last 100]

  npm run accounts -- grant  EMAIL ACCOUNT [--name "First Last"] [--locale en|pt|es]
  npm run accounts -- revoke EMAIL ACCOUNT
  npm run accounts -- remove EMAIL           the person leaves for good; the address begins anew
  npm run accounts -- end-sessions EMAIL     signs the person out everywhere, at once
  npm run accounts -- unlock EMAIL           opens what too many wrong tries have closed
  npm run accounts -- remove-second-step EMAIL   for a lost telephone; signs out everywhere

  npm run accounts -- import FILE.csv|FILE.yaml   compares the file with who may enter
  npm run accounts -- refresh ACCOUNT... | --all  compares VTEX's own list of users
    --yes                       carries it out
    --allow-removals ACCOUNT    even when more than 20 % of the account's people would lose it

  npm run accounts -- sync plan [--out FILE]     compares Zendesk's organizations with who may enter
  npm run accounts -- sync apply [FILE]          carries it out; FILE is a plan that was looked at
    --json                      for machines
    --allow ACCOUNT/EMAIL       takes a membership away although tickets in it are still open
    --allow-removals ACCOUNT    as above
`;

const OPTIONS = {
  account: { type: 'string' },
  all: { type: 'boolean' },
  allow: { type: 'string', multiple: true },
  'allow-removals': { type: 'string', multiple: true },
  json: { type: 'boolean' },
  last: { type: 'string' },
  locale: { type: 'string' },
  name: { type: 'string' },
  out: { type: 'string' },
  yes: { type: 'boolean' },
} as const;

/** What was typed after the command's name. */
type Options = ReturnType<typeof parse>['values'];
type Command = {
  /** How many words may follow its name. */
  readonly words: readonly [least: number, most: number];
  readonly options: readonly (keyof Options)[];
  readonly run: (tables: Tables, words: readonly string[], options: Options) => Promise<void>;
};

const COMMANDS: Readonly<Record<string, Command>> = {
  list: { words: [0, 0], options: ['account'], run: list },
  history: { words: [0, 1], options: ['account', 'last'], run: history },
  grant: { words: [1, 2], options: ['name', 'locale'], run: grant },
  revoke: { words: [1, 2], options: [], run: revoke },
  remove: { words: [1, 1], options: [], run: remove },
  'end-sessions': { words: [1, 1], options: [], run: endSessions },
  unlock: { words: [1, 1], options: [], run: unlock },
  'remove-second-step': { words: [1, 1], options: [], run: removeSecondStep },
  import: { words: [1, 1], options: ['yes', 'allow-removals'], run: importFile },
  refresh: { words: [0, 1_000], options: ['all', 'yes', 'allow-removals'], run: refresh },
  sync: { words: [0, 2], options: ['out', 'json', 'allow', 'allow-removals'], run: sync },
};

/**
 * Exit codes: 0 done, or nothing to do; 2 a dry run found changes; 3 a sync left something undone;
 * 1 refused or failed.
 */
async function main(): Promise<void> {
  const { positionals, values } = parse();
  const [name = '', ...words] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new AppError('invalid', USAGE);
  const [least, most] = command.words;
  const isKnown = Object.keys(values).every((option) =>
    command.options.includes(option as keyof Options),
  );
  if (words.length < least || words.length > most || !isKnown) throw new AppError('invalid', USAGE);
  await withDatabase((db) => command.run(openTables(db, name), words, values));
}

function parse() {
  return parseArgs({ allowPositionals: true, options: OPTIONS });
}

runCommand(main);

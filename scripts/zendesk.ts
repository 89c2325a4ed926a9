import { parseArgs } from 'node:util';
import { createEndings } from '../src/composition/endings';
import { AppError } from '../src/errors';
import { readEnvironment } from '../src/settings/environment';
import { readDemoSettings } from '../src/settings/settings';
import { demoZendeskSettings, readZendeskSettings } from '../src/settings/zendesk';
import { runCommand } from './command';
import { adopt } from './zendesk/adopt';
import { apply } from './zendesk/apply';
import { doctor } from './zendesk/doctor';
import { exportFiles } from './zendesk/export';
import { openSite, type OpenSite } from './zendesk/open-site';
import { plan } from './zendesk/plan';
import { rollback } from './zendesk/rollback';

const USAGE = `Zendesk's configuration, as the files of config/zendesk want it.

  npm run zendesk -- plan                what apply would do; nothing is changed
      --out FILE                         keeps the plan for apply
  npm run zendesk -- apply [FILE]        does what the kept plan says, or shows the plan of now and asks
      --yes                              does not ask
  npm run zendesk -- rollback APPLY_ID   takes an apply back; shows the plan and asks
  npm run zendesk -- adopt [KEY…]        finds what the files describe in Zendesk already, and asks;
                                         KEY=ID for who knows; only the lock is changed
      --yes                              takes what is certain, asks nothing
  npm run zendesk -- export --to FOLDER  writes such files of what Zendesk has
      --kind KIND                        only these kinds
      --force                            over files that are there
  npm run zendesk -- doctor              whether all the portal relies on is there, and what to do
      --write                            also makes a ticket, which it deletes, and has Zendesk call the portal
      --json                             for machines

    --allow KEY          lets a field lose options, or whatever else the plan says it needs
    --delete KEY         deletes what would be put to sleep
    --environment NAME   instead of ZENDESK_ENVIRONMENT
    --config FOLDER      desired state and lock elsewhere than in config/zendesk
    --against emulator   a fresh emulated account instead of Zendesk
    --json               the plan as JSON
    --no-color

  Doctor asks the account that the portal's own settings name, and knows only --no-color besides its own.
`;

const OPTIONS = {
  against: { type: 'string' },
  allow: { type: 'string', multiple: true },
  config: { type: 'string' },
  delete: { type: 'string', multiple: true },
  environment: { type: 'string' },
  force: { type: 'boolean' },
  json: { type: 'boolean' },
  kind: { type: 'string', multiple: true },
  'no-color': { type: 'boolean' },
  out: { type: 'string' },
  to: { type: 'string' },
  write: { type: 'boolean' },
  yes: { type: 'boolean' },
} as const;

/** What was typed after the command's name. */
export type Options = ReturnType<typeof parse>['values'];
/** @returns the exit code */
export type Run = (site: OpenSite, words: readonly string[], options: Options) => Promise<number>;

interface Command {
  /** How many words may follow its name. */
  readonly words: readonly [least: number, most: number];
  readonly options: readonly (keyof Options)[];
  readonly run: (words: readonly string[], options: Options) => Promise<number>;
}

/** Where and how to look. */
const SITE = ['against', 'config', 'environment', 'json', 'no-color'] as const;
const RISKS = ['allow', 'delete'] as const;

const COMMANDS: Readonly<Record<string, Command>> = {
  plan: { words: [0, 0], options: [...SITE, ...RISKS, 'out'], run: onSite(plan) },
  apply: { words: [0, 1], options: [...SITE, ...RISKS, 'yes'], run: onSite(apply) },
  rollback: { words: [1, 1], options: [...SITE, ...RISKS, 'yes'], run: onSite(rollback) },
  adopt: { words: [0, Infinity], options: [...SITE, 'yes'], run: onSite(adopt) },
  export: { words: [0, 0], options: [...SITE, 'force', 'kind', 'to'], run: onSite(exportFiles) },
  doctor: {
    words: [0, 0],
    options: ['json', 'no-color', 'write'],
    run: (_words, options) => doctor(options),
  },
};

/** Exit codes: 0 nothing to do, done, or well; 2 changes wait; 1 refused, failed or broken; 3 done, and still different. */
async function main(): Promise<void> {
  const { positionals, values } = parse();
  const [name = '', ...words] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new AppError('invalid', USAGE);
  const [least, most] = command.words;
  const known: readonly string[] = command.options;
  const isKnown = Object.keys(values).every((option) => known.includes(option));
  const isAgainst = values.against === undefined || values.against === 'emulator';
  if (words.length < least || words.length > most || !isKnown || !isAgainst) {
    throw new AppError('invalid', USAGE);
  }
  process.exitCode = await command.run(words, values);
}

function onSite(run: Run): Command['run'] {
  return async (words, options) => {
    const endings = createEndings();
    try {
      const raw = readEnvironment();
      const settings =
        raw.ZENDESK_URL || options.against
          ? readZendeskSettings(raw)
          : demoZendeskSettings(readDemoSettings(raw));
      const place = { settings, noColor: raw.NO_COLOR };
      return await run(await openSite(place, options, endings.started), words, options);
    } finally {
      await endings.stop();
    }
  };
}

function parse() {
  return parseArgs({ allowPositionals: true, options: OPTIONS });
}

runCommand(main);

import { examine } from '../../src/composition/doctor';
import { silentLog } from '../../src/log';
import { readEnvironment } from '../../src/settings/environment';
import { readDemoSettings, readProductionSettings } from '../../src/settings/settings';
import type { CheckedFinding } from '../../src/sync/doctor/run-checks';
import { wantsColor } from '../../src/sync/report';
import { say } from '../command';
import type { Options } from '../zendesk';

/**
 * Says of everything the portal relies on in Zendesk whether it is so, and what to do where it is
 * not. It asks as the portal does, with the portal's own settings.
 * @param options.write lets it make a ticket, which it deletes, and let Zendesk call the portal
 * @returns the exit code: 0 all well, or warnings; 1 something is broken
 */
export async function doctor(options: Options): Promise<number> {
  const raw = readEnvironment();
  const { isTTY = false } = process.stdout;
  const color = wantsColor({ isTTY, noColor: raw.NO_COLOR, flag: options['no-color'] === true });
  const configuration = raw.ZENDESK_URL ? readProductionSettings(raw) : readDemoSettings(raw);
  const findings = await examine(
    {
      ...configuration,
      log: silentLog(),
      now: () => new Date(),
      mayWrite: options.write === true,
    },
    (finding) => {
      if (!options.json) for (const line of linesOf(finding, color)) say(line);
    },
  );
  if (options.json) say(JSON.stringify(findings, null, 2));
  return findings.some(({ state }) => state === 'broken') ? 1 : 0;
}

const WORDS = { ok: 'ok', warning: 'warning', broken: 'broken', untried: 'not tried' } as const;
/** ANSI: green, yellow, red, grey. */
const COLOURS = { ok: 32, warning: 33, broken: 31, untried: 90 } as const;

function linesOf({ name, state, says, remedy }: CheckedFinding, color: boolean): string[] {
  const word = WORDS[state].padEnd(10);
  const painted = color ? `\u001b[${COLOURS[state]}m${word}\u001b[0m` : word;
  const first = `${painted}${name.padEnd(20)}${says}`;
  return remedy ? [first, `${' '.repeat(30)}${remedy}`] : [first];
}

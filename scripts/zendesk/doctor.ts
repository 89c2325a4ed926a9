import { examine } from '../../src/composition/doctor';
import { silentLog } from '../../src/log';
import { readEnvironment } from '../../src/settings/environment';
import { readDemoSettings, readProductionSettings } from '../../src/settings/settings';
import type { CheckedFinding } from '../../src/sync/doctor/run-checks';
import { say } from '../command';

/**
 * Says of everything the portal relies on in Zendesk whether it is so, and what to do where it is
 * not. Exit codes: 0 all well, or warnings; 1 something is broken.
 * @param options.write lets it make a ticket, which it deletes, and let Zendesk call the portal
 */
export async function doctor(options: { write?: boolean; json?: boolean }): Promise<void> {
  const raw = readEnvironment();
  const configuration = raw.ZENDESK_URL ? readProductionSettings(raw) : readDemoSettings(raw);
  const findings = await examine(
    {
      ...configuration,
      log: silentLog(),
      now: () => new Date(),
      mayWrite: options.write === true,
    },
    (finding) => {
      if (!options.json) for (const line of linesOf(finding)) say(line);
    },
  );
  if (options.json) say(JSON.stringify(findings, null, 2));
  if (findings.some(({ state }) => state === 'broken')) process.exitCode = 1;
}

const WORDS = { ok: 'ok', warning: 'warning', broken: 'broken', untried: 'not tried' } as const;
/** ANSI: green, yellow, red, grey. */
const COLOURS = { ok: 32, warning: 33, broken: 31, untried: 90 } as const;

function linesOf({ name, state, says, remedy }: CheckedFinding): string[] {
  const word = WORDS[state].padEnd(10);
  const painted = process.stdout.isTTY ? `\u001b[${COLOURS[state]}m${word}\u001b[0m` : word;
  const first = `${painted}${name.padEnd(20)}${says}`;
  return remedy ? [first, `${' '.repeat(30)}${remedy}`] : [first];
}

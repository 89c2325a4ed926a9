import { resolve } from 'node:path';
import { AppError } from '../../src/errors';
import { settleJournal } from '../../src/sync/apply';
import { exportAccount } from '../../src/sync/export/export-account';
import { writeFiles } from '../../src/sync/export/write-files';
import { KIND_NAMES, type KindName } from '../../src/sync/kind';
import { readLive } from '../../src/sync/live';
import { isKindName } from '../../src/sync/lookup';
import { readLock } from '../../src/sync/site-files';
import { say } from '../command';
import type { Run } from '../zendesk';

/** Exit codes: 0 written, 1 refused or failed; Zendesk is only read. */
export const exportFiles: Run = async ({ site }, _words, options) => {
  if (options.to === undefined) throw new AppError('invalid', 'Say where: export --to FOLDER.');
  const kinds = kindsOf(options.kind);
  await settleJournal(site);
  const [reading, lock] = await Promise.all([readLive(site), readLock(site)]);
  const { environment } = site;
  const { files, counts, warnings } = exportAccount({ ...reading, environment, lock }, kinds);
  const folder = resolve(options.to);
  await writeFiles(folder, files, { force: options.force === true });
  if (options.json === true) {
    say(
      JSON.stringify({ environment, folder, files: [...files.keys()], counts, warnings }, null, 2),
    );
    return 0;
  }
  for (const warning of warnings) site.patience.tell(warning);
  const told = Object.entries(counts).map(
    ([kind, count]) => `${count} ${kind.replaceAll('_', ' ')}`,
  );
  say(`Written to ${folder}: ${told.join(', ')}.`);
  return 0;
};

function kindsOf(typed: readonly string[] | undefined): ReadonlySet<KindName> {
  if (typed === undefined) return new Set(KIND_NAMES);
  // The name of a kind, or of its file.
  const names = typed.map((one) => one.replaceAll('-', '_'));
  const unknown = names.find((one) => !isKindName(one));
  if (unknown !== undefined) {
    throw new AppError(
      'invalid',
      `There is no kind ${unknown}; there are ${KIND_NAMES.join(', ')}.`,
    );
  }
  return new Set(names.filter(isKindName));
}

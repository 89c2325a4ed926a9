import { AppError } from '../errors';
import type { MembershipSource } from '../domain/membership';
import { refused } from './bad-lines';
import { csvRows } from './csv-rows';
import { readText } from './read-text';
import { toLists } from './rows';
import { yamlRows } from './yaml-rows';

/**
 * A file of members: CSV with a header, or YAML with a list below each account. One bad line
 * refuses it as a whole, since what is left out is taken away.
 */
export function memberFile(path: string): MembershipSource {
  return {
    kind: 'file',
    async read() {
      const readRows = rowsReader(path);
      const { rows, bad } = readRows(await readText(path));
      const { lists, bad: badRows } = toLists(rows);
      const wrong = [...bad, ...badRows];
      if (wrong.length === 0 && lists.length === 0) {
        wrong.push({ line: null, what: 'it names nobody' });
      }
      if (wrong.length > 0) throw refused(path, wrong);
      return lists;
    },
  };
}

function rowsReader(path: string): typeof csvRows {
  if (/\.csv$/i.test(path)) return csvRows;
  if (/\.ya?ml$/i.test(path)) return yamlRows;
  throw new AppError('invalid', `${path} is neither .csv nor .yaml.`);
}

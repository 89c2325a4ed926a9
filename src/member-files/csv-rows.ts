import { CsvError, parse } from 'csv-parse/sync';
import { quoted, type BadLine } from './bad-lines';
import type { Row } from './rows';

const COLUMNS = ['email', 'account', 'name', 'locale'] as const;
type Column = (typeof COLUMNS)[number];
/** Spreadsheets write the comma where the decimal sign is a point, the semicolon elsewhere. */
const DELIMITERS = [',', ';', '\t'];

const HEADER = 'the first line must be email,account and may add name,locale';

/** @returns the rows of a CSV file, or what is wrong with it as a CSV file */
export function csvRows(text: string): { rows: Row[]; bad: BadLine[] } {
  const bad: BadLine[] = [];
  const header = text.split(/\r?\n|\r/, 1)[0] ?? '';
  const [delimiter] = DELIMITERS.map((sign) => ({ sign, count: header.split(sign).length }))
    .sort((a, b) => b.count - a.count)
    .map(({ sign }) => sign);
  let records: { line: number; cells: string[] }[];
  try {
    records = recordsOf(text, delimiter ?? ',');
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    return {
      rows: [],
      bad: [{ line: lineOf(thrown), what: 'a quote (") stands where it cannot' }],
    };
  }
  const [first, ...others] = records;
  const columns = first?.cells.map(toColumn) ?? [];
  if (!first || !isHeader(columns)) {
    return { rows: [], bad: [{ line: 1, what: `${HEADER}, not ${quoted(header)}` }] };
  }
  const rows: Row[] = [];
  for (const { line, cells } of others) {
    if (cells.every((cell) => cell === '')) continue;
    if (cells.length !== columns.length) {
      const what = `it has ${cells.length} columns where the first line has ${columns.length}`;
      bad.push({ line, what });
      continue;
    }
    const at = (column: Column) => cells[columns.indexOf(column)] ?? '';
    rows.push({
      line,
      email: at('email'),
      account: at('account'),
      name: at('name'),
      locale: at('locale'),
    });
  }
  return { rows, bad };
}

function recordsOf(text: string, delimiter: string): { line: number; cells: string[] }[] {
  const parsed = parse(text, {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  }) as unknown as { record: string[]; info: { lines: number } }[];
  // It counts the line a record ends on; quoted cells may hold lines of their own.
  return parsed.map(({ record, info }) => ({
    line: info.lines - (record.join('').match(/\r\n|\n|\r/g)?.length ?? 0),
    cells: record,
  }));
}

function lineOf(error: CsvError): number | null {
  const { lines } = error as { lines?: unknown };
  return typeof lines === 'number' ? lines : null;
}

function toColumn(cell: string): Column | undefined {
  const name = cell.toLowerCase().replace('e-mail', 'email');
  return COLUMNS.find((column) => column === name);
}

function isHeader(columns: readonly (Column | undefined)[]): columns is Column[] {
  const isKnown = columns.every((column) => column !== undefined);
  const isSingle = new Set(columns).size === columns.length;
  return isKnown && isSingle && columns.includes('email') && columns.includes('account');
}

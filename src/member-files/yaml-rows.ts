import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import type { BadLine } from './bad-lines';
import type { Row } from './rows';

const SHAPE = 'it must read "ACCOUNT:" with a list of e-mail addresses below it';
const MEMBER = 'it must be an e-mail address, or email, name and locale';
const KEYS = ['email', 'name', 'locale'];

/** @returns the rows of a YAML file, or what is wrong with it as a YAML file */
export function yamlRows(text: string): { rows: Row[]; bad: BadLine[] } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const lineAt = (offset: number) => counter.linePos(offset).line;
  const lineOf = (node: unknown) => lineAt((node as Node | null)?.range?.[0] ?? 0);
  if (document.errors.length > 0) {
    const bad = document.errors.map(({ message, pos }) => ({
      line: lineAt(pos[0]),
      what: message,
    }));
    return { rows: [], bad };
  }
  if (!isMap(document.contents)) return { rows: [], bad: [{ line: 1, what: SHAPE }] };

  const rows: Row[] = [];
  const bad: BadLine[] = [];
  for (const { key, value } of document.contents.items) {
    const account = textOf(key);
    if (account === undefined || !isSeq(value) || value.items.length === 0) {
      const isEmpty = value === null || textOf(value) === '' || isSeq(value);
      const empty = 'the list is empty; to close an account, remove or revoke its people';
      bad.push({ line: lineOf(key), what: isEmpty ? empty : SHAPE });
      continue;
    }
    for (const item of value.items) {
      const line = lineOf(item);
      const cells = cellsOf(item);
      if (cells) rows.push({ line, account, ...cells });
      else bad.push({ line, what: MEMBER });
    }
  }
  return { rows, bad };
}

function cellsOf(item: unknown): Pick<Row, 'email' | 'name' | 'locale'> | undefined {
  const email = textOf(item);
  if (email !== undefined) return { email, name: '', locale: '' };
  if (!isMap(item)) return undefined;
  const cells = new Map(item.items.map(({ key, value }) => [textOf(key), textOf(value)]));
  for (const [key, value] of cells) {
    if (key === undefined || value === undefined || !KEYS.includes(key)) return undefined;
  }
  return {
    email: cells.get('email') ?? '',
    name: cells.get('name') ?? '',
    locale: cells.get('locale') ?? '',
  };
}

/** @returns a scalar as it is written, so that an account named 0123 keeps its nought */
function textOf(node: unknown): string | undefined {
  if (!isScalar(node)) return undefined;
  return node.source ?? '';
}

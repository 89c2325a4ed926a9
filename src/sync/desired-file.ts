import { isMap, isSeq, LineCounter, parseDocument, type Node, type YAMLMap } from 'yaml';
import type { Problem } from './plan';

/** One entry of a file, as it is written. */
export interface WrittenEntry {
  readonly written: Readonly<Record<string, unknown>>;
  /** @returns `file:line` of a part, or of the nearest part around it that is written */
  readonly placeOf: (path?: readonly (string | number)[]) => string;
}

/** @returns the entries of one file of `config/zendesk`, or what is wrong with it as a file */
export function readEntries(
  file: string,
  text: string,
): { entries: WrittenEntry[]; problems: Problem[] } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const placeAt = (offset: number) => `${file}:${counter.linePos(offset).line}`;
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos }) => ({
      check: 'yaml',
      place: placeAt(pos[0]),
      message,
    }));
    return { entries: [], problems };
  }
  if (document.contents === null) return { entries: [], problems: [] };
  if (!isSeq(document.contents)) {
    const message = 'The file must be a list of entries, each beginning with "- key:".';
    return { entries: [], problems: [{ check: 'shape', place: `${file}:1`, message }] };
  }
  const entries: WrittenEntry[] = [];
  const problems: Problem[] = [];
  for (const item of document.contents.items) {
    const offset = (item as Node | null)?.range?.[0] ?? 0;
    if (isMap(item)) {
      entries.push({
        written: item.toJS(document) as Record<string, unknown>,
        placeOf: (path = []) => placeAt(offsetOf(item, path) ?? offset),
      });
    } else {
      const message = 'An entry must have a key and attributes.';
      problems.push({ check: 'shape', place: placeAt(offset), message });
    }
  }
  return { entries, problems };
}

function offsetOf(item: YAMLMap, path: readonly (string | number)[]): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const node = item.getIn(path.slice(0, length), true);
    const key = keyOffset(item, path.slice(0, length));
    const offset = key ?? (node as Node | undefined)?.range?.[0];
    if (offset !== undefined) return offset;
  }
  return item.range?.[0];
}

/** A member's line is the line of its name; its value may begin below. */
function keyOffset(item: YAMLMap, path: readonly (string | number)[]): number | undefined {
  const parent = path.length === 1 ? item : item.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }) => String(key) === String(path.at(-1)));
  return (pair?.key as Node | undefined)?.range?.[0];
}

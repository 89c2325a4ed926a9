import { randomBytes } from 'node:crypto';
import type { Response } from 'express';
import { LRUCache } from 'lru-cache';
import { Fragment, h, type FunctionComponent } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Plain } from './pages/kept';
import type { NamedFrame } from './pages/layout';
import { frameOf, render } from './send-page';

interface KeptPageProps<Content, Rows> {
  readonly frame: NamedFrame;
  readonly content: Content;
  readonly rows: Rows;
}

/** What is the reader's own: kept pages have a mark in its place. */
type Own = 'csrfToken' | 'name';
type Piece = Buffer | Own;

/** Nobody can write these into a ticket: they are made at every start and shown to nobody. */
const MARKS: Readonly<Record<Own, string>> = { csrfToken: newMark(), name: newMark() };

/** Bytes; about a thousand pages, the least recently shown ones go. */
const MOST = 16 * 1024 * 1024;

/**
 * Keeps a page whole, as the bytes that are sent. It is given its frame, its content and its rows and
 * nothing else, so all that can differ between two of them is in the name it is kept under. Only what
 * is shown is remembered, never who may see it: rows are read and judged afresh by every request.
 * The reader's name and form token are put in at every answer.
 *
 * @returns answers with the page. Rows that are the same object are taken to be the same rows.
 */
export function keepPage<
  Content extends Readonly<Record<keyof Content, Plain>>,
  Rows extends object,
>(Page: FunctionComponent<KeptPageProps<Content, Rows>>) {
  const pages = new LRUCache<string, readonly Piece[]>({ maxSize: MOST, sizeCalculation: sizeOf });
  const numberOf = createNumbers<Rows>();

  return (response: Response, rows: Rows, content: Content): void => {
    const { words, site, csrfToken, customer, path } = frameOf(response);
    const known = customer !== undefined;
    const name = JSON.stringify([numberOf(rows), words.locale, path, known, content]);
    let pieces = pages.get(name);
    if (pieces === undefined) {
      const reader = known ? { name: MARKS.name } : undefined;
      const frame = { words, site, csrfToken: MARKS.csrfToken, customer: reader, path };
      pieces = cut(render(h(Page, { frame, content, rows })));
      pages.set(name, pieces);
    }
    const own = { csrfToken: Buffer.from(csrfToken), name: Buffer.from(escaped(customer?.name)) };
    answer(
      response,
      pieces.map((piece) => (typeof piece === 'string' ? own[piece] : piece)),
    );
  };
}

/** Sends all of it in one packet; the long pieces are copied by nobody but the system. */
function answer(response: Response, pieces: readonly Buffer[]): void {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Content-Length', lengthOf(pieces));
  response.cork();
  for (const piece of pieces) response.write(piece);
  response.end();
}

/** @returns a number for each object, always the same */
function createNumbers<Numbered extends object>() {
  const numbers = new WeakMap<Numbered, number>();
  let last = 0;
  return (object: Numbered): number => {
    const known = numbers.get(object);
    if (known !== undefined) return known;
    numbers.set(object, (last += 1));
    return last;
  };
}

function newMark(): string {
  return randomBytes(24).toString('base64url');
}

const ANY_MARK = new RegExp(`(${MARKS.csrfToken}|${MARKS.name})`);

function cut(html: string): Piece[] {
  return html.split(ANY_MARK).map((piece) => {
    if (piece === MARKS.csrfToken) return 'csrfToken';
    return piece === MARKS.name ? 'name' : Buffer.from(piece);
  });
}

const lengthOf = (pieces: readonly Piece[]) => pieces.reduce((sum, { length }) => sum + length, 0);
const sizeOf = (pieces: readonly Piece[], name: string) => lengthOf(pieces) + name.length;

/** @returns the text as Preact would have put it into the page */
function escaped(text = ''): string {
  return renderToString(h(Fragment, null, text));
}

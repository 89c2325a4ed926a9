import { LRUCache } from 'lru-cache';
import { h, type FunctionComponent } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { jsxTemplate } from 'preact/jsx-runtime';
import type { Words } from '../words';

/** What makes no difference but by its value. */
export type Plain = string | number | boolean | null | undefined | readonly string[];

interface PieceProps<Content> {
  readonly words: Words;
  /** All that the piece shows besides words; the same content is the same HTML. */
  readonly content: Content;
}

/**
 * Renders a piece of a page once for each content and language, and keeps the HTML. Only what is
 * shown is remembered, never who may see it: the content is read and judged afresh by every request.
 *
 * @param most how many contents are kept in each language; the least recently shown ones go
 */
export function kept<Content extends Readonly<Record<keyof Content, Plain>>>(
  most: number,
  Piece: FunctionComponent<PieceProps<Content>>,
): FunctionComponent<PieceProps<Content>> {
  const languages = new WeakMap<Words, LRUCache<string, string>>();
  const piecesIn = (words: Words) => {
    const known = languages.get(words);
    if (known) return known;
    const pieces = new LRUCache<string, string>({ max: most });
    languages.set(words, pieces);
    return pieces;
  };
  return ({ words, content }) => {
    const pieces = piecesIn(words);
    const name = JSON.stringify(content);
    let html = pieces.get(name);
    if (html === undefined) {
      html = renderToString(h(Piece, { words, content }));
      pieces.set(name, html);
    }
    return jsxTemplate([html]);
  };
}

import type { DesiredEntry } from '../desired-entry';
import { textOf } from '../json-parts';
import type { Attributes, Json, Live } from '../kind';
import { replaceReferences, soleReference } from '../references';

/** What a thing may be called: its title as it is written, and as people of each language read it. */
export type Titles = ReadonlySet<string>;

/** A text in several languages: the default one, and all. */
export interface Texts {
  readonly usual: string | undefined;
  readonly all: readonly string[];
}

/** @returns the dynamic content the files want, by key */
export function textsWanted(entries: readonly DesiredEntry[]): ReadonlyMap<string, Texts> {
  const items = entries.filter(({ kind }) => kind === 'dynamic_content');
  return new Map(items.map(({ key, attributes }) => [key, textsOf(attributes)]));
}

/** @returns the dynamic content there is, by placeholder such as `{{dc.area}}` */
export function textsThere({ dynamic_content: items }: Live): ReadonlyMap<string, Texts> {
  return new Map(
    (items === 'missing' ? [] : items).map(({ attributes }) => [
      textOf(attributes.placeholder),
      textsOf(attributes),
    ]),
  );
}

/** @param texts the dynamic content of the files, by key */
export function titlesWanted(title: Json | undefined, texts: ReadonlyMap<string, Texts>): Titles {
  if (typeof title !== 'string') return new Set();
  const item = soleReference(title);
  const all = item?.room === 'dynamic_content' ? texts.get(item.name)?.all : undefined;
  const { spelled } = replaceReferences({ spelled: title }, ({ room, name }) =>
    room === 'dynamic_content' ? texts.get(name)?.usual : undefined,
  );
  return new Set([title, spelled, ...(all ?? [])].map(plain));
}

/** @param texts the dynamic content of the account, by placeholder */
export function titlesThere(title: string, texts: ReadonlyMap<string, Texts>): Titles {
  return new Set([title, inUsualWords(title, texts), ...(texts.get(title)?.all ?? [])].map(plain));
}

/** @returns a text of the account as people of its default language read it */
export function inUsualWords(text: string, texts: ReadonlyMap<string, Texts>): string {
  return text.replace(
    /\{\{\s*(dc\.[\w-]+)\s*\}\}/g,
    (whole, slug: string) => texts.get(`{{${slug}}}`)?.usual ?? whole,
  );
}

function textsOf({ variants, default_locale: locale }: Attributes): Texts {
  const texts = (variants ?? {}) as Readonly<Record<string, string>>;
  return { usual: texts[textOf(locale)], all: Object.values(texts) };
}

function plain(title: string): string {
  return title.replace(/\s+/g, ' ').trim();
}

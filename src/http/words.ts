import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type english from '../../config/locales/en.json';
import { LOCALES, type Locale } from '../domain/locale';

/** The English catalogue is the list of keys: a page that asks for another one does not compile. */
type Catalogue = typeof english;
type KeysOf<Shape> = {
  [Key in keyof Catalogue]: Catalogue[Key] extends Shape ? Key : never;
}[keyof Catalogue];
export type TextKey = KeysOf<string>;
export type CountKey = KeysOf<{ other: string }>;
export type Values = Readonly<Record<string, string | number>>;

/** Everything a page says, in one language. */
export interface Words {
  readonly locale: Locale;
  text(key: TextKey, values?: Values): string;
  /** The plural form that fits `count`, which also fills `{count}`. */
  count(key: CountKey, count: number): string;
  /** Date and time, zone included. */
  dateTime(date: Date): string;
  /** Time of day, zone included. */
  time(date: Date): string;
  /** A file's size, from bytes. */
  size(bytes: number): string;
}

const LANGUAGE_TAGS: Record<Locale, string> = { en: 'en', pt: 'pt-BR', es: 'es-419' };

/** The server does not know where the reader is; the page's script turns times into local ones. */
export const TIME_ZONE = 'UTC';

type Entry = string | Readonly<Record<string, string>>;
type Entries = Readonly<Record<string, Entry>>;
const catalogueSchema = z.record(
  z.string(),
  z.union([z.string(), z.record(z.string(), z.string())]),
);

/**
 * @param catalogues config/locales, parsed JSON per locale
 * @returns the words of every locale
 * @throws Error at start-up that lists every key, plural form or placeholder a locale lacks
 */
export function createWords(catalogues: Record<Locale, unknown>): Record<Locale, Words> {
  const entries = {
    en: catalogueSchema.parse(catalogues.en),
    pt: catalogueSchema.parse(catalogues.pt),
    es: catalogueSchema.parse(catalogues.es),
  };
  const problems = LOCALES.flatMap((locale) => compare(locale, entries.en, entries[locale]));
  if (problems.length > 0) throw new Error(`config/locales: ${problems.join('; ')}`);
  return {
    en: wordsOf('en', entries.en),
    pt: wordsOf('pt', entries.pt),
    es: wordsOf('es', entries.es),
  };
}

function compare(locale: Locale, models: Entries, entries: Entries): string[] {
  const keys = new Set([...Object.keys(models), ...Object.keys(entries)]);
  return [...keys].flatMap((key) => {
    const [model, entry] = [models[key], entries[key]];
    if (model === undefined) return [`${locale}: ${key} is not in en`];
    if (entry === undefined) return [`${locale}: ${key} is missing`];
    if (formsOf(entry) !== expectedForms(locale, model))
      return [`${locale}: ${key} needs other plural forms`];
    const texts = typeof entry === 'string' ? [entry] : Object.values(entry);
    const expected = placeholders(typeof model === 'string' ? model : (model['other'] ?? ''));
    return texts.every((text) => placeholders(text) === expected)
      ? []
      : [`${locale}: ${key} needs the placeholders ${expected || 'of en: none'}`];
  });
}

const formsOf = (entry: Entry) =>
  typeof entry === 'string' ? '' : Object.keys(entry).sort().join();

const expectedForms = (locale: Locale, model: Entry) =>
  typeof model === 'string'
    ? ''
    : [...new Intl.PluralRules(LANGUAGE_TAGS[locale]).resolvedOptions().pluralCategories]
        .sort()
        .join();

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort().join();

function wordsOf(locale: Locale, entries: Entries): Words {
  const tag = LANGUAGE_TAGS[locale];
  const plural = new Intl.PluralRules(tag);
  const clock = {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: TIME_ZONE,
    timeZoneName: 'short',
  } as const;
  const time = new Intl.DateTimeFormat(tag, clock);
  const dateTime = new Intl.DateTimeFormat(tag, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    ...clock,
  });
  const moments = new LRUCache<number, string>({
    max: MOMENTS,
    memoMethod: (milliseconds) => dateTime.format(milliseconds),
  });
  return {
    locale,
    // Most texts have no placeholder, and a page asks for hundreds of them.
    text: (key, values) =>
      values === undefined ? (entries[key] as string) : fill(entries[key] as string, values),
    count: (key, count) => {
      const forms = entries[key] as Readonly<Record<string, string>>;
      return fill(String(forms[plural.select(count)]), { count: count.toLocaleString(tag) });
    },
    dateTime: (date) => moments.memo(date.getTime()),
    time: (date) => time.format(date),
    size: (bytes) => formatSize(tag, bytes),
  };
}

/** Formatting a moment takes longer than the rest of its table row. */
const MOMENTS = 5_000;

function fill(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function formatSize(tag: string, bytes: number): string {
  const [unit, divisor] =
    bytes < 1024 ? ['byte', 1] : bytes < 1024 ** 2 ? ['kilobyte', 1024] : ['megabyte', 1024 ** 2];
  const format = new Intl.NumberFormat(tag, {
    style: 'unit',
    unit: String(unit),
    unitDisplay: bytes < 1024 ? 'long' : 'short',
    maximumFractionDigits: 1,
  });
  return format.format(bytes / Number(divisor));
}

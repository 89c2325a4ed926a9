import { z } from 'zod';
import type { Locale, Translated } from '../domain/locale';
import type { Offer } from '../domain/offer';
import { IMPACTS } from '../domain/ticket';
import { readJson, readYaml } from './config-files';

const translated: z.ZodType<Translated> = z.object({
  en: z.string().min(1),
  pt: z.string().min(1),
  es: z.string().min(1),
});
const offer: z.ZodType<Offer> = z.object({
  kinds: z
    .array(z.object({ key: z.string().regex(/^[a-z][a-z0-9_]*$/), label: translated }))
    .min(1)
    .refine(keysDiffer, 'Two kinds have the same key.'),
  impactLevels: z
    .array(
      z.object({
        key: z.enum(IMPACTS),
        priority: z.enum(['low', 'normal', 'high', 'urgent']),
        label: translated,
        meaning: translated,
      }),
    )
    .length(IMPACTS.length)
    .refine(keysDiffer, 'Two impact levels have the same key.'),
});

/** @returns what the portal offers; throws `internal` when config/portal.yaml is not right */
export function readOffer(): Offer {
  return readYaml('portal.yaml', offer);
}

/** @returns config/locales, parsed JSON per locale; the pages check their words themselves */
export function readCatalogues(): Record<Locale, unknown> {
  return {
    en: readJson('locales/en.json'),
    pt: readJson('locales/pt.json'),
    es: readJson('locales/es.json'),
  };
}

function keysDiffer(entries: { key: string }[]): boolean {
  return new Set(entries.map(({ key }) => key)).size === entries.length;
}

import { AppError } from '../errors';
import type { RawObject } from './configuration';
import type { ConfigurationCall } from './configuration-call';
import { readShape } from './read-body';
import { dynamicContentItemBody, localeListBody } from './wire/dynamic-content';

type Locale = { readonly id: number; readonly locale: string };

/**
 * Texts in several languages. Zendesk numbers its locales; here they go by name, such as `pt-BR`.
 * https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/
 */
export function bindDynamicContent(call: ConfigurationCall) {
  let asked: Promise<readonly Locale[]> | null = null;

  function locales(): Promise<readonly Locale[]> {
    asked ??= readLocales().catch((thrown: unknown) => {
      asked = null;
      throw thrown;
    });
    return asked;
  }

  async function readLocales(): Promise<readonly Locale[]> {
    const json = await call('GET', 'locales');
    return readShape(localeListBody, json, 'a list of locales').locales;
  }

  async function idOf(wanted: string): Promise<number> {
    const known = await locales();
    const found = known.find(({ locale }) => locale.toLowerCase() === wanted.toLowerCase());
    if (found) return found.id;
    throw new AppError('invalid', `The Zendesk account has no locale ${wanted}: add it first.`);
  }

  /** An item is made with all its variants. */
  async function toCreate({ variants, default_locale: locale, ...rest }: RawObject) {
    const defaultId = await idOf(locale as string);
    const texts = await byLocaleId(variants);
    return {
      ...rest,
      default_locale_id: defaultId,
      variants: texts.map(([id, content]) => ({
        locale_id: id,
        content,
        default: id === defaultId,
      })),
    };
  }

  async function byLocaleId(variants: unknown): Promise<[id: number, text: string][]> {
    const texts = Object.entries((variants ?? {}) as Readonly<Record<string, string>>);
    return Promise.all(
      texts.map(async ([name, text]): Promise<[number, string]> => [await idOf(name), text]),
    );
  }

  /** Of an item itself only the name can be changed; each variant is changed by itself. */
  async function update(id: string, body: RawObject): Promise<void> {
    const path = `dynamic_content/items/${id}`;
    const { item } = readShape(dynamicContentItemBody, await call('GET', path), 'an item');
    if (body.name !== undefined && body.name !== item.name) {
      await call('PUT', path, { item: { name: body.name } });
    }
    const defaultId =
      body.default_locale === undefined
        ? item.default_locale_id
        : await idOf(body.default_locale as string);
    for (const [localeId, content] of await byLocaleId(body.variants)) {
      const isDefault = localeId === defaultId;
      const variant = { locale_id: localeId, content, active: true, default: isDefault };
      const known = item.variants.find((each) => each.locale_id === localeId);
      if (!known) await call('POST', `${path}/variants`, { variant });
      else if (known.content !== content || (known.default === true) !== isDefault) {
        await call('PUT', `${path}/variants/${known.id}`, { variant });
      }
    }
  }

  return { locales, toCreate, update };
}

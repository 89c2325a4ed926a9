import { KIND_NAMES, type KindName, type Live, type Lock } from './kind';

/** What one environment calls the things we know by name. */
export interface Lookup {
  readonly lock: Lock;
  /** Ids of Zendesk's own ticket fields by type. */
  readonly systemFields: Readonly<Record<string, string>>;
  /** `{{dc.…}}` by the key of the dynamic content. */
  readonly placeholders: Readonly<Record<string, string>>;
  /** The user our own token belongs to; null when nobody asked. */
  readonly integrationUserId: string | null;
}

/** @returns the lookup of an environment, from what is there and what the lock says is ours */
export function lookupOf(live: Live, lock: Lock, integrationUserId: string | null): Lookup {
  const { ticket_fields: fields, dynamic_content: items } = live;
  const systemFields: Record<string, string> = {};
  for (const { id, attributes, isBuiltIn } of fields === 'missing' ? [] : fields) {
    if (isBuiltIn && typeof attributes.type === 'string') systemFields[attributes.type] = id;
  }
  const placeholders: Record<string, string> = {};
  for (const [key, id] of Object.entries(lock.dynamic_content ?? {})) {
    const item = items === 'missing' ? undefined : items.find((one) => one.id === String(id));
    const { placeholder } = item?.attributes ?? {};
    if (typeof placeholder === 'string') placeholders[key] = placeholder;
  }
  return { lock, systemFields, placeholders, integrationUserId };
}

/** @returns whether a text is the name of a kind */
export function isKindName(text: string): text is KindName {
  return (KIND_NAMES as readonly string[]).includes(text);
}

import { AppError } from '../../errors';
import { textOf } from '../json-parts';
import type { KindName, Live, Lock } from '../kind';
import { toLockId } from '../perform';

/**
 * Binds an entry to something that is there. Only the lock changes; the next plan shows what apply
 * would then change of it.
 * @returns the lock with it
 * @throws AppError `not_found` for an id that is not there; `conflict` for one that is another entry's
 */
export function bind(
  lock: Lock,
  live: Live,
  { kind, key, id }: { readonly kind: KindName; readonly key: string; readonly id: string },
): Lock {
  const objects = live[kind];
  const object = objects === 'missing' ? undefined : objects.find((one) => one.id === id);
  if (!object) throw new AppError('not_found', `There is no ${id} among the ${kind}.`);
  const [owner] = Object.entries(lock[kind] ?? {}).find(([, owned]) => String(owned) === id) ?? [];
  if (owner !== undefined && owner !== key) {
    throw new AppError('conflict', `${id} is ${kind}.${owner} already, and cannot be ${key} too.`);
  }
  if (kind === 'ticket_fields' && object.isBuiltIn) {
    const { type } = object.attributes;
    throw new AppError(
      'invalid',
      `${id} is Zendesk's own field: name it @{system_fields.${textOf(type)}}.`,
    );
  }
  return { ...lock, [kind]: { ...lock[kind], [key]: toLockId(id) } };
}

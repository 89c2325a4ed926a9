import { createHash } from 'node:crypto';
import { KIND_NAMES, type Live, type Lock } from './kind';
import { stable } from './stable';

/**
 * @param lock what is managed
 * @returns a hash of everything managed that is there, of which kinds there are, and of the order
 *   of rules; it moves when any of them does, and is the same on every machine
 */
export function fingerprint(live: Live, lock: Lock): string {
  const state = KIND_NAMES.map((kind) => {
    const objects = live[kind];
    if (objects === 'missing') return [kind, 'missing'] as const;
    const ours = new Set(Object.values(lock[kind] ?? {}).map(String));
    const managed = objects
      .filter(({ id }) => ours.has(id))
      .map(({ id, attributes, isActive }) => ({ id, attributes, isActive }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const isOrdered = kind === 'triggers' || kind === 'automations';
    return [kind, managed, isOrdered ? objects.map(({ id }) => id) : []] as const;
  });
  return createHash('sha256').update(stable(state)).digest('hex');
}

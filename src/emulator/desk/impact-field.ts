import type { State } from '../state';

/**
 * The portal's dropdown of impact levels is known by its values: every account gives it another id.
 * @returns the field's id; 0 where there is none yet
 */
export function impactFieldIdOf({ ticketFields }: State): number {
  const field = [...ticketFields.values()].find(({ options }) =>
    options.some(({ value }) => value.startsWith('impact_')),
  );
  return field?.id ?? 0;
}

import type { TriggerCategory } from '../../records';
import { nextId, type State } from '../../state';

/** @returns the categories as their triggers run */
export function categoriesInOrder(state: State): TriggerCategory[] {
  return [...state.triggerCategories.values()].sort(
    (a, b) => a.position - b.position || a.id - b.id,
  );
}

/** @returns the category of triggers that name none; an account without one gets one */
export function firstCategoryId(state: State, stamp: string): number {
  const [first] = categoriesInOrder(state);
  return (first ?? addCategory(state, stamp, 'Initial category', 0)).id;
}

/** Stores a new category. */
export function addCategory(
  state: State,
  stamp: string,
  name: string,
  position: number,
): TriggerCategory {
  const category = { id: nextId(state), name, position, createdAt: stamp, updatedAt: stamp };
  state.triggerCategories.set(category.id, category);
  return category;
}

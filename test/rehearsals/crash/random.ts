/** Numbers that a seed repeats. https://en.wikipedia.org/wiki/Linear_congruential_generator */
export function randomOf(seed: number) {
  let state = (seed * 2_654_435_761) >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    /** @returns a whole number from `low` to `high` */
    whole: (low: number, high: number) => low + Math.floor(next() * (high - low + 1)),
    pick: <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)]!,
    bytes: (size: number) =>
      Buffer.from(Array.from({ length: size }, () => Math.floor(next() * 256))),
  };
}

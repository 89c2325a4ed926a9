/**
 * Puts our things into our order without moving anybody else's: what is ours changes places only
 * with what is ours.
 * @param all ids of everything that is there, in Zendesk's order
 * @param ours ids of what we manage, in the order we want; those that are not there are left out
 * @returns `all` in its new order
 */
export function inOurOrder(all: readonly string[], ours: readonly string[]): string[] {
  const there = new Set(all);
  const wanted = [...new Set(ours)].filter((id) => there.has(id));
  const managed = new Set(wanted);
  let next = 0;
  return all.map((id) => (managed.has(id) ? (wanted[next++] ?? id) : id));
}

/**
 * A form's list, where things of ours and of others stand together.
 * @param live what is there, in its order
 * @param wanted ours, in our order
 * @param isOurs whether something that is there and not wanted was put there by us
 * @returns ours in our order; others keep their places among what stays
 */
export function mergedOrder(
  live: readonly string[],
  wanted: readonly string[],
  isOurs: (id: string) => boolean,
): string[] {
  const stays = live.filter((id) => wanted.includes(id) || !isOurs(id));
  const ordered = inOurOrder(stays, wanted);
  const merged = [...ordered];
  // A new one stands behind the one it follows in our order.
  wanted.forEach((id, index) => {
    if (merged.includes(id)) return;
    const before = wanted[index - 1];
    merged.splice(before === undefined ? 0 : merged.indexOf(before) + 1, 0, id);
  });
  return merged;
}

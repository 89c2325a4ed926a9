/** @returns the distinct ids in groups of a hundred, the most a `show_many` takes */
export function inHundreds(ids: readonly number[]): number[][] {
  const distinct = [...new Set(ids)];
  const groups: number[][] = [];
  for (let start = 0; start < distinct.length; start += 100) {
    groups.push(distinct.slice(start, start + 100));
  }
  return groups;
}

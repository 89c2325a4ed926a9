/** @returns the distinct ids in groups of a hundred, the most a `show_many` takes */
export function inHundreds<Id extends number | string>(ids: readonly Id[]): Id[][] {
  const distinct = [...new Set(ids)];
  const groups: Id[][] = [];
  for (let start = 0; start < distinct.length; start += 100) {
    groups.push(distinct.slice(start, start + 100));
  }
  return groups;
}

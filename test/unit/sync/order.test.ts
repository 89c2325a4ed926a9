import fc from 'fast-check';
import { inOurOrder, mergedOrder } from '../../../src/sync/order';

const things = fc.uniqueArray(fc.integer({ min: 1, max: 40 }).map(String), { maxLength: 20 });

describe('an order that is ours only among ourselves (ideal 8)', () => {
  test('ours follow each other as we want, and nobody else moves', () => {
    fc.assert(
      fc.property(things, things, (all, ours) => {
        const ordered = inOurOrder(all, ours);
        expect([...ordered].sort()).toEqual([...all].sort());
        expect(ordered.filter((id) => ours.includes(id))).toEqual(
          ours.filter((id) => all.includes(id)),
        );
        const others = (list: string[]) => list.map((id) => (ours.includes(id) ? 'ours' : id));
        expect(others(ordered)).toEqual(others(all));
        expect(inOurOrder(ordered, ours)).toEqual(ordered);
      }),
    );
  });

  test('a form holds all of ours in our order, and the others in theirs', () => {
    fc.assert(
      fc.property(things, things, fc.func(fc.boolean()), (live, wanted, isOurs) => {
        const merged = mergedOrder(live, wanted, isOurs);
        expect(merged.filter((id) => wanted.includes(id))).toEqual(wanted);
        expect(merged.filter((id) => !wanted.includes(id))).toEqual(
          live.filter((id) => !wanted.includes(id) && !isOurs(id)),
        );
        expect(mergedOrder(merged, wanted, isOurs)).toEqual(merged);
      }),
    );
  });

  test('what is new stands behind what it follows', () => {
    expect(mergedOrder(['a', 'x', 'c'], ['a', 'b', 'c'], () => false)).toEqual([
      'a',
      'b',
      'x',
      'c',
    ]);
  });
});

import { listAddress, readListQuery } from '../../../src/http/forms/list-query';

describe("the list's address", () => {
  it('shows a person their own requests of every status when nothing is asked', () => {
    expect(readListQuery({})).toEqual({ scope: 'mine', statuses: [] });
  });

  it('reads one status or several, in the order of a ticket’s life', () => {
    expect(readListQuery({ status: 'closed' }).statuses).toEqual(['closed']);
    expect(readListQuery({ status: ['closed', 'open', 'open'] }).statuses).toEqual([
      'open',
      'closed',
    ]);
  });

  it('leaves alone what it does not know', () => {
    expect(readListQuery({ utm_source: ['a', 'b'], __proto__: 'x' }).scope).toBe('mine');
  });

  it.each([
    { scope: 'everybody' },
    { scope: '' },
    { scope: ['mine', 'all'] },
    { scope: { mine: '' } },
    { 'scope[]': 'mine' },
    { 'status[0]': 'open' },
    { status: 'new' },
    { status: ['open', 'hold'] },
    { status: { open: 'on' } },
    { after: ['a', 'b'] },
    { after: '' },
    { before: 'x'.repeat(201) },
    { after: 'a', before: 'b' },
  ])('refuses %j as an address that does not work', (query) => {
    expect(() => readListQuery(query)).toThrow(/^(Unreadable|The address nests)/);
  });

  it('comes back whole from the links of a page', () => {
    const query = { scope: 'all', statuses: ['open', 'solved'], after: 'a/b+c=' } as const;
    const address = new URL(listAddress(query), 'https://portal.example');
    const read = readListQuery({
      scope: address.searchParams.get('scope'),
      status: address.searchParams.getAll('status'),
      after: address.searchParams.get('after'),
    });
    expect(read).toEqual(query);
  });
});

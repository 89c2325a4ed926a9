export type Operator = ':' | '<' | '>' | '<=' | '>=';

/** One word of a search query: `status<solved`, `-tags:vip`, or a free word without a key. */
export interface Term {
  key: string | null;
  operator: Operator;
  value: string;
  negated: boolean;
}

const TERM = /(-?)(?:([a-z_]+(?:\d+)?)(<=|>=|:|<|>))?(?:"([^"]*)"|(\S+))/gi;

/** @returns the query's words in order; quotes keep a value with spaces together */
export function parseQuery(query: string): Term[] {
  return [...query.matchAll(TERM)].map(([, minus, key, operator, quoted, bare]) => ({
    key: key?.toLowerCase() ?? null,
    operator: (operator ?? ':') as Operator,
    value: (quoted ?? bare ?? '').toLowerCase(),
    negated: minus === '-',
  }));
}

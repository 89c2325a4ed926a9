/** Counts API calls, so a test can say what was asked of Zendesk and how often. */
export interface Calls {
  count(method: string, path: string): void;
  list(): { method: string; path: string; count: number }[];
  clear(): void;
}

export function createCalls(): Calls {
  const counts = new Map<string, { method: string; path: string; count: number }>();
  return {
    count: (method, path) => {
      const key = `${method} ${path}`;
      const entry = counts.get(key) ?? { method, path, count: 0 };
      entry.count += 1;
      counts.set(key, entry);
    },
    list: () => [...counts.values()].map((entry) => ({ ...entry })),
    clear: () => counts.clear(),
  };
}

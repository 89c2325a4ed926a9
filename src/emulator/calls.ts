/** Counts API calls, so a test can say what was asked of Zendesk and how often. */
export interface Calls {
  count(method: string, path: string): void;
  /** Counts an answer that went out. */
  answered(status: number): void;
  list(): { method: string; path: string; count: number }[];
  /** @returns how many answers went out with each status */
  answers(): Record<string, number>;
  clear(): void;
}

export function createCalls(): Calls {
  const counts = new Map<string, { method: string; path: string; count: number }>();
  const statuses = new Map<string, number>();
  return {
    answered: (status) => {
      statuses.set(String(status), (statuses.get(String(status)) ?? 0) + 1);
    },
    answers: () => Object.fromEntries(statuses),
    count: (method, path) => {
      const key = `${method} ${path}`;
      const entry = counts.get(key) ?? { method, path, count: 0 };
      entry.count += 1;
      counts.set(key, entry);
    },
    list: () => [...counts.values()].map((entry) => ({ ...entry })),
    clear: () => {
      counts.clear();
      statuses.clear();
    },
  };
}

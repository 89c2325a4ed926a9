/** One call that was answered. */
export interface AnsweredCall {
  /** When it came in, by the emulated Zendesk's clock, in milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** Counts API calls, so a test can say what was asked of Zendesk, how often and when. */
export interface Calls {
  count(method: string, path: string): void;
  /** Notes an answer that went out. */
  answered(call: AnsweredCall): void;
  list(): { method: string; path: string; count: number }[];
  /** @returns how many answers went out with each status */
  answers(): Record<string, number>;
  /** @returns the latest answered calls, in the order of their answers */
  latest(): AnsweredCall[];
  clear(): void;
}

/** An emulator that runs for weeks must not grow by what it notes. */
const KEPT = 20_000;

export function createCalls(): Calls {
  const counts = new Map<string, { method: string; path: string; count: number }>();
  const statuses = new Map<string, number>();
  let answered: AnsweredCall[] = [];
  return {
    answered: (call) => {
      const status = String(call.status);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      answered.push(call);
      if (answered.length >= 2 * KEPT) answered = answered.slice(-KEPT);
    },
    answers: () => Object.fromEntries(statuses),
    latest: () => answered.slice(-KEPT),
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
      answered = [];
    },
  };
}

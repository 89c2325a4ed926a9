import { LEDGER_RULES, type CallLedger, type Window } from './call-ledger';

const { failuresOfAnOutage, probeSeconds, rounding, secondsToProbe, mostOf } = LEDGER_RULES;

interface Row {
  total: number;
  used: number;
  run: number;
  endsAt: number;
  /** Zendesk has said when this run ends. */
  told: boolean;
}

/** A ledger without a database; it keeps the same contract as the portal's (call-ledger.test.ts). */
export function createMemoryLedger(deps: { now: () => Date; random?: () => number }): CallLedger {
  const { now, random = Math.random } = deps;
  const rows = new Map<string, Row>();
  let failures = 0;
  let probeAt = 0;

  const time = () => now().getTime();
  const isOutage = () => failures >= failuresOfAnOutage;

  function current({ name, total, seconds }: Window): Row {
    const row = rows.get(name) ?? { total, used: 0, run: 0, endsAt: 0, told: false };
    rows.set(name, row);
    if (row.endsAt <= time()) {
      Object.assign(row, { used: 0, run: row.run + 1, endsAt: time() + seconds * 1000 });
      row.told = false;
    }
    return row;
  }

  function waitOf(windows: readonly Window[]): number {
    const full = windows
      .map((window) => ({ row: current(window), window }))
      .filter(({ row, window }) => row.used >= mostOf(row.total, window.share));
    return Math.max(0, ...full.map(({ row }) => row.endsAt - time()));
  }

  return {
    async book(windows) {
      const probeIn = probeAt - time();
      if (isOutage() && probeIn > 0) return { waitMs: probeIn, why: 'outage' };
      const waitMs = waitOf(windows);
      if (waitMs > 0) return { waitMs, why: 'limit' };
      if (isOutage()) probeAt = time() + probeSeconds * 1000;
      const booked = windows.map((window) => {
        const row = current(window);
        row.used += 1;
        return { name: window.name, run: row.run };
      });
      return { booked };
    },

    async peek(windows) {
      const probeIn = isOutage() ? Math.max(0, probeAt - time()) : 0;
      return { waitMs: Math.max(probeIn, waitOf(windows)), outage: isOutage() };
    },

    async answered(told) {
      const recovered = isOutage();
      failures = 0;
      for (const { name, run, total, remaining, seconds } of told) {
        const row = rows.get(name);
        if (!row || row.run !== run) continue;
        const endsAt = time() + (seconds + rounding) * 1000;
        row.endsAt = row.told ? Math.min(row.endsAt, endsAt) : endsAt;
        row.used = Math.max(row.used, total - remaining);
        Object.assign(row, { total, told: true });
      }
      return { recovered };
    },

    async shut(name, seconds) {
      const row = current({ name, total: 1, seconds, share: 1 });
      const endsAt = time() + seconds * 1000;
      row.endsAt = row.used < row.total ? endsAt : Math.max(row.endsAt, endsAt);
      row.used = Math.max(row.used, row.total);
      // What calls already under way will tell of the window must not open or prolong it.
      row.run += 1;
      row.told = false;
    },

    async failed() {
      failures += 1;
      if (isOutage()) probeAt = time() + secondsToProbe(failures, random()) * 1000;
      return { outage: failures === failuresOfAnOutage };
    },
  };
}

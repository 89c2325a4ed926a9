/** Real time plus an offset, so a day can pass in a test. Every rule of the emulator asks this clock. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Now as Zendesk writes it: ISO 8601, UTC, whole seconds. */
  stamp(): string;
  /** Milliseconds the clock is ahead of real time. */
  offset(): number;
  setOffset(milliseconds: number): void;
}

export function createClock(): Clock {
  let offset = 0;
  const now = () => Date.now() + offset;
  return {
    now,
    stamp: () => toStamp(now()),
    offset: () => offset,
    setOffset: (milliseconds) => {
      offset = milliseconds;
    },
  };
}

/** @returns milliseconds since 1970 as `2026-01-31T10:00:00Z` */
export function toStamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/**
 * @param text an ISO 8601 duration without years and months, such as `PT25H` or `P28D`
 * @returns milliseconds, or undefined when it is not one
 */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (!match || text.endsWith('P') || text.endsWith('T')) return undefined;
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  const allDays = (weeks ?? 0) * 7 + (days ?? 0);
  return (((allDays * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
}

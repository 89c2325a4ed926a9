export interface ServerClock {
  /** @returns the time at Zendesk, to the second, as its last answer told */
  read(): Date;
  observe(headers: Headers): void;
}

/** Zendesk's own clock, kept by the `Date` of its answers: its timestamps are compared with nothing else. */
export function createServerClock(now: () => Date): ServerClock {
  let aheadMs = 0;
  return {
    read: () => new Date(now().getTime() + aheadMs),
    observe(headers) {
      const time = Date.parse(headers.get('date') ?? '');
      if (!Number.isNaN(time)) aheadMs = time - now().getTime();
    },
  };
}

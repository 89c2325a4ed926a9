/** A limit of Zendesk's: so many calls in so many seconds. */
export interface Window {
  /** `account`, an endpoint's limit by Zendesk's name, or such a name and what it counts by. */
  readonly name: string;
  /** Until Zendesk has told the true number. */
  readonly total: number;
  readonly seconds: number;
  /** How much of it this caller may use, from 0 to 1. */
  readonly share: number;
}

/** Which run of a window a call was counted in; it rules out news of a former run. */
export interface Booked {
  readonly name: string;
  readonly run: number;
}

export type Booking =
  | { readonly booked: readonly Booked[] }
  /** Nothing was booked. `outage`: Zendesk is taken to be away. */
  | { readonly waitMs: number; readonly why: 'limit' | 'outage' };

/** What an answer said about a window. */
export interface ToldWindow extends Booked {
  readonly total: number;
  readonly remaining: number;
  /** Until the window ends. */
  readonly seconds: number;
}

/**
 * The calls to one Zendesk account, counted for everybody who calls it, and whether it is away.
 * A window begins with its first call and ends as Zendesk says.
 */
export interface CallLedger {
  /** Books a call in all the windows, or in none. In an outage one caller at a time is let through. */
  book(windows: readonly Window[]): Promise<Booking>;
  /** The same question without booking: milliseconds until a call would be let through. */
  peek(windows: readonly Window[]): Promise<{ waitMs: number; outage: boolean }>;
  /** Zendesk answered and works. @returns whether that ended an outage */
  answered(told: readonly ToldWindow[]): Promise<{ recovered: boolean }>;
  /** Nothing goes through a window for so many seconds. */
  shut(name: string, seconds: number): Promise<void>;
  /** Zendesk did not answer, or with a 5xx. @returns whether that is now taken for an outage */
  failed(): Promise<{ outage: boolean }>;
}

/** In a row, of anybody's calls. */
const FAILURES_OF_AN_OUTAGE = 8;
/** Seconds between the first two probes, and the longest they get. */
const FIRST_PROBE = 5;
const LONGEST_PROBE = 30;

/** How a ledger judges, wherever it keeps its numbers. */
export const LEDGER_RULES = {
  failuresOfAnOutage: FAILURES_OF_AN_OUTAGE,
  /** Seconds a probe has to come back before another is let through. */
  probeSeconds: LONGEST_PROBE,
  /** Seconds added to what Zendesk says of a window's end: it counts in whole ones. */
  rounding: 1,

  /**
   * @param failures in a row, so far, and an outage
   * @param random in [0, 1)
   * @returns seconds until the next probe
   */
  secondsToProbe: (failures: number, random: number): number =>
    Math.min(LONGEST_PROBE, FIRST_PROBE * 2 ** (failures - FAILURES_OF_AN_OUTAGE)) *
    (0.75 + 0.25 * random),

  /** @returns how many calls of the window's total a caller with this share may see used */
  mostOf: (total: number, share: number): number => Math.max(1, Math.floor(total * share)),
} as const;

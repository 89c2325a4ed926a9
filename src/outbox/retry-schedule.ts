const FIRST_SECONDS = 1;
const LONGEST_SECONDS = 300;

/**
 * Exponential backoff with full jitter, so that a thousand waiting intents do not come back at once.
 * https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 * @param attempts how often it was tried, at least 1
 * @param random a number in [0, 1)
 * @returns seconds to wait, between half a second and five minutes
 */
export function retryDelay(attempts: number, random: number): number {
  const ceiling = Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** Math.min(attempts, 20));
  return Math.max(0.5, ceiling * random);
}

/**
 * Zendesk's versions count in seconds, so two states of a ticket can bear the same one. A state read
 * this long after its version's second is the last of that second. Seconds.
 */
const SETTLING = 2;

/**
 * @param version seconds since 1970
 * @param askedAt when the state was asked for, by Zendesk's clock; null for the answer to a write
 */
export function isSettled(version: number, askedAt: Date | null): boolean {
  return askedAt !== null && askedAt.getTime() >= (version + SETTLING) * 1000;
}

/**
 * Asks Zendesk something.
 * @returns the answer, and when it was asked for by Zendesk's own clock, which the answer tells
 */
export async function asked<Answer>(
  zendesk: { clock(): Date },
  ask: () => Promise<Answer>,
): Promise<{ answer: Answer; askedAt: Date }> {
  const startedAt = performance.now();
  const answer = await ask();
  const elapsedMs = performance.now() - startedAt;
  return { answer, askedAt: new Date(zendesk.clock().getTime() - elapsedMs) };
}

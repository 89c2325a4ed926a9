const WINDOW_MS = 5 * 60_000;
const MOST_ERRORS = 1_000;
const ERROR_SHARE = 0.7;
/** So few calls say nothing about who is called. */
const FEWEST_CALLS = 10;
const PAUSE_MS = 60_000;

/** Spares whoever keeps failing. Times are the emulated clock's, in milliseconds. */
export interface CircuitBreaker {
  /** @returns whether the webhook may be called now; after a pause one call may try */
  allows(webhookId: string, now: number): boolean;
  note(webhookId: string, now: number, isSuccess: boolean): void;
}

interface Circuit {
  attempts: { at: number; isSuccess: boolean }[];
  brokenUntil: number | undefined;
}

/** Broken at 70 % errors or more than 1,000 of them in five minutes. https://developer.zendesk.com/api-reference/webhooks/introduction/ */
export function createCircuitBreaker(): CircuitBreaker {
  const circuits = new Map<string, Circuit>();
  const circuitOf = (id: string): Circuit => {
    const circuit = circuits.get(id) ?? { attempts: [], brokenUntil: undefined };
    circuits.set(id, circuit);
    return circuit;
  };
  return {
    allows: (id, now) => {
      const circuit = circuitOf(id);
      if (circuit.brokenUntil === undefined) return true;
      if (now < circuit.brokenUntil) return false;
      // Whoever comes next while this one tries is still turned away.
      circuit.brokenUntil = now + PAUSE_MS;
      return true;
    },
    note: (id, now, isSuccess) => {
      const circuit = circuitOf(id);
      if (circuit.brokenUntil !== undefined && isSuccess) {
        circuits.delete(id);
        return;
      }
      circuit.attempts = circuit.attempts.filter(({ at }) => at > now - WINDOW_MS);
      circuit.attempts.push({ at: now, isSuccess });
      if (isTooMuch(circuit)) circuit.brokenUntil = now + PAUSE_MS;
    },
  };
}

function isTooMuch({ attempts }: Circuit): boolean {
  const errors = attempts.filter(({ isSuccess }) => !isSuccess).length;
  const share = errors / attempts.length;
  return errors > MOST_ERRORS || (attempts.length >= FEWEST_CALLS && share >= ERROR_SHARE);
}

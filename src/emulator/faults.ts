/** A failure to rehearse, as `PUT /_emulator/faults` takes it. */
export interface Fault {
  /**
   * Method and path; `*` stands for one segment, a last `**` for whatever follows:
   * `PUT /api/v2/tickets/*`, `* /**`.
   */
  match: string;
  /** How many calls it hits; without it, every call until the faults are replaced. */
  times?: number;
  /** Answered instead of doing anything. */
  status?: number;
  /** Seconds, or any text to send as the `Retry-After` header. */
  retryAfter?: number | string;
  /** With `status`: what to answer; an object is sent as JSON. */
  body?: unknown;
  contentType?: string;
  /** Waited before anything is done, in real milliseconds; whoever gave up meanwhile is not noticed. */
  delayMs?: number;
  /**
   * When the connection is cut: *before* anything is done, *after* the call was processed and
   * before its answer, or *half* way through the answer.
   */
  drop?: 'before' | 'after' | 'half';
}

export interface Faults {
  replace(faults: Fault[]): void;
  /** What is left, in order; used-up faults are gone. */
  list(): Fault[];
  /** @returns the first fault that matches, counted as used once */
  take(method: string, path: string): Fault | undefined;
}

export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    replace: (next) => {
      faults = next.map((fault) => ({ ...fault }));
    },
    list: () => faults.map((fault) => ({ ...fault })),
    take: (method, path) => {
      const fault = faults.find((candidate) => matches(candidate.match, method, path));
      if (fault?.times !== undefined) {
        fault.times -= 1;
        if (fault.times <= 0) faults = faults.filter((other) => other !== fault);
      }
      return fault;
    },
  };
}

function matches(pattern: string, method: string, path: string): boolean {
  const [wantedMethod, wantedPath = ''] = pattern.split(' ');
  if (wantedMethod !== '*' && wantedMethod !== method) return false;
  const wanted = wantedPath.split('/');
  const actual = path.split('/');
  const takesAll = wanted.at(-1) === '**';
  if (takesAll) wanted.pop();
  return (
    (takesAll ? wanted.length <= actual.length : wanted.length === actual.length) &&
    wanted.every((segment, index) => segment === '*' || segment === actual[index])
  );
}

/** @returns the answer a status usually comes with at Zendesk, for faults that name no body */
export function usualBody(status: number): unknown {
  if (status === 429) return 'Number of allowed API requests per minute exceeded';
  if (status === 503) return { error: 'unavailable', description: 'Service unavailable' };
  return { status, error: status >= 500 ? 'Internal Server Error' : 'Error' };
}

import { toAppError } from '../../errors';

/** How often a call that was told to wait, or got no answer, is made again. */
const TRIES = 5;
/** Seconds after which a call without an answer is made again, where nothing says otherwise. */
const PAUSE = 2;

/**
 * Makes a call that may be repeated: after "wait", as long as told; after no answer, soon.
 * @param wait resolves after so many seconds
 */
export async function patiently<Result>(
  { wait }: { wait: (seconds: number) => Promise<void> },
  call: () => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (thrown) {
      const { code, retryAfter } = toAppError(thrown);
      const isPassing = code === 'rate_limited' || code === 'unavailable';
      if (!isPassing || tries === TRIES) throw thrown;
      await wait(retryAfter ?? PAUSE * tries);
    }
  }
}

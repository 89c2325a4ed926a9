/** A minute as Zendesk counts it: it begins with the first call after the last one has ended. */
interface CountedMinute {
  readonly begins: number;
  readonly calls: number;
}

export interface Pace {
  /** Between the beginnings of the second and the last counted minute. */
  readonly minutes: number;
  readonly calls: number;
  readonly perMinute: number;
  /** Of what was allowed, from 0 to 1. */
  readonly share: number;
}

const LENGTH = 60_000;

/**
 * How many calls were made of those allowed, without the first and the last minute, which are not
 * full.
 * @param times of the calls, in milliseconds, ascending
 */
export function paceOf(times: readonly number[], allowedPerMinute: number): Pace {
  const counted = countedMinutes(times);
  const [second, last] = [counted[1], counted.at(-1)];
  if (!second || !last || counted.length < 3) throw new Error('There are no full minutes.');
  const minutes = (last.begins - second.begins) / LENGTH;
  const calls = counted.slice(1, -1).reduce((sum, minute) => sum + minute.calls, 0);
  const perMinute = calls / minutes;
  return { minutes, calls, perMinute, share: perMinute / allowedPerMinute };
}

function countedMinutes(times: readonly number[]): CountedMinute[] {
  return times.reduce<CountedMinute[]>((minutes, time) => {
    const running = minutes.at(-1);
    if (!running || time >= running.begins + LENGTH)
      return [...minutes, { begins: time, calls: 1 }];
    return [...minutes.slice(0, -1), { ...running, calls: running.calls + 1 }];
  }, []);
}

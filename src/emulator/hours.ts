import { closeLongSolved } from './rules/close-solved';
import { runAutomations } from './rules/business/run-automations';
import type { World } from './world';

const HOUR_MS = 3_600_000;

/** Lets time pass: what happens every hour happens at each whole hour that goes by. */
export interface Hours {
  /** Moves the clock on, stopping at each whole hour on the way. */
  advance(milliseconds: number): void;
  /** Runs the hour that has begun by itself, if one has. */
  catchUp(): void;
  /** Forgets what has passed. */
  restart(): void;
  stop(): void;
}

/**
 * Automations run once an hour, on the hour. Hours during which the emulator was stopped are not
 * made up for, as `is N` may be missed at Zendesk too.
 * @param current gives the account
 */
export function createHours(current: () => World): Hours {
  const hourOf = (time: number) => Math.floor(time / HOUR_MS);
  let done: number | undefined;
  const doneHour = () => (done ??= hourOf(current().clock.now()));

  const runHour = () => {
    const world = current();
    closeLongSolved(world);
    runAutomations(world);
  };
  const catchUp = () => {
    const hour = hourOf(current().clock.now());
    if (hour <= doneHour()) return;
    done = hour;
    runHour();
  };
  const timer = setInterval(catchUp, 60_000).unref();

  return {
    advance: (milliseconds) => {
      const { clock } = current();
      catchUp();
      const goal = clock.offset() + milliseconds;
      const end = hourOf(clock.now() + milliseconds);
      while (doneHour() < end) {
        done = doneHour() + 1;
        clock.setOffset(done * HOUR_MS - (clock.now() - clock.offset()));
        runHour();
      }
      clock.setOffset(goal);
    },
    catchUp,
    restart: () => {
      done = undefined;
      doneHour();
    },
    stop: () => clearInterval(timer),
  };
}

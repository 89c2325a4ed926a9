import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { completeOldRecords } from './old-records';
import { emptyState, type State } from './state';

const DEBOUNCE_MS = 300;

/** The account as a JSON file that survives a restart; replaced whole, never half written. */
export interface Snapshot {
  read(): Promise<{ state: State; clockOffset: number } | undefined>;
  /** Writes soon; several changes become one write. */
  changed(): void;
  /** Waits until every change so far is on disk: what was answered must not be forgotten by a kill. */
  saved(): Promise<void>;
  /** Writes what is still unwritten. Throws when the disk refuses. */
  flush(): Promise<void>;
}

/**
 * @param folder where `state.json` lives
 * @param current gives what to write at the moment of writing
 */
export function createSnapshot(
  folder: string,
  current: () => { state: State; clockOffset: number },
): Snapshot {
  const file = join(folder, 'state.json');
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  /** A write that has not begun yet, and will hold every change made until it does. */
  let coming: Promise<void> | undefined;

  const write = async () => {
    const { state, clockOffset } = current();
    const text = JSON.stringify({ clockOffset, state: toPlain(state) });
    await writeFile(`${file}.tmp`, text);
    await rename(`${file}.tmp`, file);
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    coming ??= writing
      .catch(() => undefined)
      .then(() => {
        coming = undefined;
        return write();
      });
    writing = coming;
    return writing;
  };

  return {
    read: async () => {
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      if (text === undefined) return undefined;
      return readState(text);
    },
    changed: () => {
      timer ??= setTimeout(() => {
        flush().catch((error: Error) => {
          process.emitWarning(`The emulator could not save its state: ${error.message}`);
        });
      }, DEBOUNCE_MS);
    },
    saved: () => (timer ? flush() : writing),
    flush,
  };
}

/** @returns the account a `state.json` holds. Throws for what is none. */
export function readState(text: string): { state: State; clockOffset: number } {
  const { clockOffset, state } = JSON.parse(text) as PlainSnapshot;
  return { clockOffset, state: fromPlain(state) };
}

type Plain = Record<string, unknown>;
interface PlainSnapshot {
  clockOffset: number;
  state: Plain;
}

/** Maps become lists of pairs under `maps`, so they can be told from other values on the way back. */
function toPlain(state: State): Plain {
  const maps: Plain = {};
  const rest: Plain = {};
  for (const [name, value] of Object.entries(state)) {
    if (value instanceof Map) maps[name] = [...(value as Map<unknown, unknown>)];
    else rest[name] = value;
  }
  return { ...rest, maps };
}

/** What an older version did not know is there, and empty or as it would have been. */
function fromPlain({ maps, ...rest }: Plain): State {
  const entries = Object.entries(maps as Record<string, [unknown, unknown][]>);
  const restored = Object.fromEntries(entries.map(([name, pairs]) => [name, new Map(pairs)]));
  return completeOldRecords({ ...emptyState(), ...rest, ...restored });
}

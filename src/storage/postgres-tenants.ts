import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { types } from 'node:util';

/**
 * Notes that this process uses the server. The last one to leave turns out the light; a process
 * that was killed cannot leave, so its note counts only while it lives.
 */
export function enter(folder: string): { leave(): 'last' | 'others remain' } {
  const name = `${process.pid}-${randomBytes(4).toString('hex')}`;
  writeFileSync(join(folder, name), birthOf(process.pid));
  return {
    leave: () => {
      rmSync(join(folder, name), { force: true });
      return livingTenants(folder) === 0 ? 'last' : 'others remain';
    },
  };
}

function livingTenants(folder: string): number {
  let living = 0;
  for (const name of readdirSync(folder)) {
    if (isAlive(Number.parseInt(name, 10), birthIn(join(folder, name)))) living += 1;
    else rmSync(join(folder, name), { force: true });
  }
  return living;
}

function isAlive(pid: number, birth: string | undefined): boolean {
  try {
    process.kill(pid, 0);
    return birth === birthOf(pid);
  } catch (error) {
    return hasCode(error, 'EPERM') && birth === birthOf(pid);
  }
}

/**
 * When the process began, in clock ticks since the machine did, where Linux tells: numbers of
 * processes are used again, in containers soon.
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html (fields 3, state, and 22, starttime)
 */
function birthOf(pid: number): string {
  try {
    const [state, ...rest] = (
      readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? ''
    ).split(' ');
    return state === 'Z' ? 'dead, not yet buried' : (rest[18] ?? '');
  } catch {
    return '';
  }
}

/** @returns what the note says, or undefined when its writer has just left */
function birthIn(note: string): string | undefined {
  try {
    return readFileSync(note, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return types.isNativeError(error) && 'code' in error && error.code === code;
}

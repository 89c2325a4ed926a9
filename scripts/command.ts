import { toAppError } from '../src/errors';

/** Runs a command: what it throws is one sentence on standard error and exit code 1. */
export function runCommand(main: () => Promise<void>): void {
  main().catch((thrown: unknown) => {
    process.stderr.write(`${toAppError(thrown).message}\n`);
    process.exitCode = 1;
  });
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

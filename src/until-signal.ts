/**
 * Waits until somebody wants the process to end. A second signal ends it at once: whoever is
 * impatient loses nothing that was said yes to.
 */
export function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const heard = (signal: NodeJS.Signals) => {
      process.once('SIGINT', () => process.exit(130));
      process.once('SIGTERM', () => process.exit(143));
      resolve(signal);
    };
    process.once('SIGINT', heard);
    process.once('SIGTERM', heard);
  });
}

/** Remembers how to end a part that was just started. @returns the part */
export type Started = <T>(part: T, end: (part: T) => unknown) => T;

/** What was started, to be ended in reverse: what came last leans on what came first. */
export function createEndings() {
  const endings: (() => unknown)[] = [];
  const started: Started = (part, end) => {
    endings.push(() => end(part));
    return part;
  };
  return {
    started,
    stop: async (): Promise<void> => {
      for (const end of endings.splice(0).reverse()) await end();
    },
  };
}

import { countCalls } from './bench/calls';
import { measureList } from './bench/list';
import { measureMemory } from './bench/memory';
import { measurePlan } from './bench/plan';
import { measureScale } from './bench/scale';
import { runCommand, say } from './command';

/** Figures of one run on this machine: compare the ratios, not the numbers of two machines. */
const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  list: measureList,
  calls: countCalls,
  plan: measurePlan,
  scale: measureScale,
  memory: measureMemory,
};

/** `npm run bench`, or `npm run bench -- list scale` for some of its parts. */
runCommand(async () => {
  const wanted = process.argv.slice(2);
  for (const name of wanted.length > 0 ? wanted : Object.keys(PARTS)) {
    const measure = PARTS[name];
    if (!measure)
      throw new Error(`There is no part ${name}, only ${Object.keys(PARTS).join(', ')}.`);
    say(`\n${name}`);
    await measure();
  }
});

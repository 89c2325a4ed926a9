import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const LOG = JSON.stringify(join(__dirname, '../../dist/src/log.js'));

test.each([
  ['by itself', '', 0],
  ['by an exit in the same turn', 'process.exit(3);', 3],
  ['by an error that nobody caught', "throw new Error('lost');", 1],
  ['by a promise that nobody watched', "Promise.reject(new Error('lost'));", 1],
])('a process that ends %s has written every line of its log', (_how, ending, code) => {
  const program = `
    const log = require(${LOG}).createLog({ level: 'info' });
    for (let count = 0; count < 2000; count += 1) log.info({ count }, 'said before the end');
    ${ending}`;
  const { status, stdout } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
  const counts = stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { count: number }).count);
  expect(status).toBe(code);
  expect(counts).toEqual(Array.from({ length: 2000 }, (_, count) => count));
});

import { setImmediate as turn } from 'node:timers/promises';
import { gatherLines } from '../../src/log-lines';

test('lines of one turn leave together and in order, those of the next after them', async () => {
  const written: string[] = [];
  const out = gatherLines({ write: (text) => written.push(text) });
  out.write('one\n');
  out.write('two\n');
  expect(written).toEqual([]);
  await turn();
  out.write('three\n');
  await turn();
  expect(written).toEqual(['one\ntwo\n', 'three\n']);
});

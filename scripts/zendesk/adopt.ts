import { adopt as adoptThere, type Decide } from '../../src/sync/adopt/adopt';
import { sureOf } from '../../src/sync/adopt/propose';
import { proposalToText } from '../../src/sync/adopt/proposal-to-text';
import { settleJournal } from '../../src/sync/apply';
import { say } from '../command';
import type { Run } from '../zendesk';
import { askWhich } from './ask-which';

/** Exit codes: 0 all is decided, or there is nothing to adopt; 2 proposals stay open; 1 an error. */
export const adopt: Run = async ({ site }, words, options) => {
  await settleJournal(site);
  const isJson = options.json === true;
  let isThere = process.stdin.isTTY && !isJson;
  const decide: Decide = async (proposal, all) => {
    if (options.yes === true) return sureOf(proposal, all)?.id;
    if (!isThere) return undefined;
    process.stderr.write(`\n${proposalToText(proposal)}\n`);
    const number = await askWhich(proposal.candidates.length);
    isThere = number !== undefined;
    return typeof number === 'number' ? proposal.candidates[number - 1]?.id : number;
  };
  const { bound, open } = await adoptThere(site, words, decide);
  if (isJson) {
    say(JSON.stringify({ environment: site.environment, bound, open }, null, 2));
    return open.length > 0 ? 2 : 0;
  }
  for (const { kind, key, id } of bound) say(`${kind}.${key} is ${id} now.`);
  for (const proposal of open) say(proposalToText(proposal));
  if (open.length > 0) say(`${open.length} to decide: at a terminal, or with KEY=ID.`);
  else if (bound.length === 0) say('Nothing to adopt.');
  return open.length > 0 ? 2 : 0;
};

import { createHalfwaySignIns } from '../../src/storage/halfway-sign-ins';
import { createKnownBrowsers } from '../../src/storage/known-browsers';
import { createOneTimeCodes } from '../../src/storage/one-time-codes';
import { endSessionsOf } from '../../src/storage/sessions';
import { say } from '../command';
import { personFrom } from './arguments';
import type { Tables } from './tables';

/**
 * Shuts every door a person stands in, at once and in every process: sessions, what waits at the second
 * step, codes on their way, browsers that may skip the second step. Their ways in stay.
 * @throws AppError `invalid` for what is no address, `not_found` for nobody
 */
export async function endSessions(
  { db, people }: Tables,
  [typed]: readonly string[],
): Promise<void> {
  const { id, email } = await personFrom(people, typed);
  const now = new Date();
  await createHalfwaySignIns(db).endAll(id);
  await createOneTimeCodes(db).endAll(id, now);
  await createKnownBrowsers(db).endTrust(id);
  const ended = await endSessionsOf(db, id, now);
  say(`${email} is signed out everywhere: ${ended} ${ended === 1 ? 'session' : 'sessions'} ended.`);
}

import { AppError } from '../../src/errors';
import { createHalfwaySignIns } from '../../src/storage/halfway-sign-ins';
import { createKnownBrowsers } from '../../src/storage/known-browsers';
import { createOneTimeCodes } from '../../src/storage/one-time-codes';
import { endSessionsOf } from '../../src/storage/sessions';
import { say } from '../command';
import { emailFrom } from './arguments';
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
  const email = emailFrom(typed);
  const person = await people.findByEmail(email);
  if (!person) throw new AppError('not_found', `Nobody is known by ${email}.`);
  const now = new Date();
  await createHalfwaySignIns(db).endAll(person.id);
  await createOneTimeCodes(db).endAll(person.id, now);
  await createKnownBrowsers(db).endTrust(person.id);
  const ended = await endSessionsOf(db, person.id, now);
  say(`${email} is signed out everywhere: ${ended} ${ended === 1 ? 'session' : 'sessions'} ended.`);
}

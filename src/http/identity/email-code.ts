import type { Strategy } from 'passport';
import CustomStrategy from 'passport-custom';
import type { Portal } from '../../use-cases/portal';
import type { Visits } from '../middleware/visit';

/** Who may come in by a mailed code is the portal's to say; this hands over what the browser sent. */
export function emailCode(portal: Portal, visits: Visits): Strategy {
  return new CustomStrategy((request, done) => {
    const { code } = request.body as { code: string };
    const browser = visits.idOf(request) ?? '';
    portal.signInWithCode({ browser, code }).then((customer) => done(null, customer), done);
  });
}

import type { Strategy } from 'passport';
import CustomStrategy from 'passport-custom';
import type { Portal } from '../../use-cases/portal';
import type { Browsers } from '../middleware/browser';

/** Who may come in by a mailed code is the portal's to say; this hands over what the browser sent. */
export function emailCode(portal: Portal, browsers: Browsers): Strategy {
  return new CustomStrategy((request, done) => {
    const { code } = request.body as { code: string };
    const browser = browsers.of(request);
    portal.signInWithCode({ browser, code }).then((entry) => done(null, entry), done);
  });
}

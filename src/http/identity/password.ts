import type { Strategy } from 'passport';
import CustomStrategy from 'passport-custom';
import type { Portal } from '../../use-cases/portal';
import type { Browsers } from '../middleware/browser';

/** Whether a password opens the door is the portal's to say; this hands over what the browser sent. */
export function password(portal: Portal, browsers: Browsers): Strategy {
  return new CustomStrategy((request, done) => {
    const typed = request.body as { email: string; password: string };
    const attempt = { ...typed, browser: browsers.of(request) };
    portal.passwords.signIn(attempt).then((entry) => done(null, entry), done);
  });
}

import { Strategy, type Profile, type StrategyOptions } from 'passport-google-oauth20';
import type { StateStore } from 'passport-oauth2';
import { z } from 'zod';
import { boundCalls } from './bounded-calls';
import type { ProviderApp } from './provider-app';
import { toIdentity } from './to-identity';

class BoundedGoogle extends Strategy {
  constructor(options: StrategyOptions, verify: Verify) {
    super(options, verify);
    boundCalls(this._oauth2);
  }
}

/** https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload */
const profileSchema = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
});

/** @param callbackURL the one redirect URI of this provider */
export function google(app: ProviderApp, callbackURL: string, store: StateStore): Strategy {
  return new BoundedGoogle(
    {
      clientID: app.clientId,
      clientSecret: app.secret,
      authorizationURL: app.authorizationUrl,
      tokenURL: app.tokenUrl,
      // Only from an address that ends in /userinfo does the strategy read OpenID's claims.
      userProfileURL: app.profileUrl,
      scope: ['openid', 'email', 'profile'],
      ...{ callbackURL, store, pkce: true },
    },
    // The tokens end here: nobody needs them once the profile was read.
    (_accessToken, _refreshToken, profile, done) => {
      const read = profileSchema.safeParse(profile._json);
      if (!read.success) done(new Error('A profile without a usable subject.'));
      else done(null, toIdentity('google', read.data.sub, read.data));
    },
  );
}

type Done = (error: unknown, identity?: object) => void;
type Verify = (accessToken: string, refreshToken: string, profile: Profile, done: Done) => void;

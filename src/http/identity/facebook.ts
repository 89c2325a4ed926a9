import { Strategy, type Profile, type StrategyOptions } from 'passport-facebook';
import type { StateStore } from 'passport-oauth2';
import { z } from 'zod';
import { boundCalls } from './bounded-calls';
import type { ProviderApp } from './provider-app';
import { toIdentity } from './to-identity';

class BoundedFacebook extends Strategy {
  constructor(options: StrategyOptions, verify: Verify) {
    super(options, verify);
    boundCalls(this._oauth2);
  }
}

/** https://developers.facebook.com/docs/graph-api/reference/user/: fields that are not there are left out. */
const profileSchema = z.object({
  id: z.string().regex(/^\d{1,64}$/),
  email: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
});

/** @param callbackURL the one redirect URI of this provider */
export function facebook(app: ProviderApp, callbackURL: string, store: StateStore): Strategy {
  return new BoundedFacebook(
    {
      clientID: app.clientId,
      clientSecret: app.secret,
      authorizationURL: app.authorizationUrl,
      tokenURL: app.tokenUrl,
      profileURL: app.profileUrl,
      profileFields: ['id', 'displayName', 'email'],
      scope: ['public_profile', 'email'],
      enableProof: true,
      ...{ callbackURL, store, pkce: true },
    },
    // The tokens end here: nobody needs them once the profile was read.
    (_accessToken, _refreshToken, profile, done) => {
      const read = profileSchema.safeParse(profile._json);
      if (!read.success) done(new Error('A profile without a usable id.'));
      else done(null, toIdentity('facebook', read.data.id, read.data));
    },
  );
}

type Done = (error: unknown, identity?: object) => void;
type Verify = (accessToken: string, refreshToken: string, profile: Profile, done: Done) => void;

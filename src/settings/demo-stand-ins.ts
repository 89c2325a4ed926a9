import type { Provider } from '../domain/way-in';
import type { DemoPeople } from './demo-people';
import type { Configuration } from './settings';

/** @returns what the stand-ins for Google and Facebook are told: where to listen, of whom, of whose portal */
export function demoStandIns(
  { settings, secrets }: Configuration,
  { google, facebook }: Pick<DemoPeople, 'google' | 'facebook'>,
) {
  const clientAt = (provider: Provider) => ({
    id: settings.signIn.providers[provider]!.clientId,
    secret: secrets.providers[provider]!.reveal(),
    redirectUris: [new URL(`/sign-in/${provider}/callback`, settings.http.publicUrl).href],
  });
  return {
    port: settings.standIns.port,
    google: { client: clientAt('google'), people: google },
    facebook: { client: clientAt('facebook'), people: facebook },
  };
}

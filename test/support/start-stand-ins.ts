import { join } from 'node:path';
import type { StandInOptions, StandInPerson } from '../../src/stand-ins/options';
import { startStandIns, type RunningStandIns } from '../../src/stand-ins/stand-ins';

/** The built worker: jest reads TypeScript, the stand-ins' thread does not. */
const program = join(__dirname, '../../dist/src/stand-ins/worker.js');

export const GOOGLE_PEOPLE = {
  owner: {
    id: '104857600000000000001',
    name: 'Olivia at Google',
    email: 'olivia.azul@mail.example',
    verified: true,
  },
  unverified: {
    id: '104857600000000000002',
    name: 'Ursula Unverified',
    email: 'owner@lojaazul.example',
    verified: false,
  },
} satisfies Record<string, StandInPerson>;

export const FACEBOOK_PEOPLE = {
  owner: { id: '1', name: 'Olivia at Facebook', email: 'olivia.azul@mail.example' },
  withoutEmail: { id: '2', name: 'Paula Phone' },
  impostor: { id: '3', name: 'Mallory', email: 'owner@lojaazul.example' },
} satisfies Record<string, StandInPerson>;

export const CLIENTS = {
  google: { id: 'portal-at-google', secret: 'google-says-this-is-the-portal' },
  facebook: { id: '101010101010', secret: 'facebook-says-this-is-the-portal' },
};

/** @returns the words on the button by which one is that person */
export function buttonOf({ name, email, verified }: StandInPerson): string {
  const address = email ?? 'no e-mail address';
  return `${name} ${address}${verified === false ? ' (not verified)' : ''}`;
}

/** Google and Facebook, played; the portal at `origin` is registered with both. */
export function startTestStandIns(origin: string): Promise<RunningStandIns> {
  const options: StandInOptions = {
    port: 0,
    google: {
      client: { ...CLIENTS.google, redirectUris: [`${origin}/sign-in/google/callback`] },
      people: Object.values(GOOGLE_PEOPLE),
    },
    facebook: {
      client: { ...CLIENTS.facebook, redirectUris: [`${origin}/sign-in/facebook/callback`] },
      people: Object.values(FACEBOOK_PEOPLE),
    },
  };
  return startStandIns(options, program);
}

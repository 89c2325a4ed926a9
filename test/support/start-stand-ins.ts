import { join } from 'node:path';
import type { StandInClient, StandInPerson } from '../../src/stand-ins/options';
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

/** @returns the words on the button by which one is that person */
export function buttonOf({ name, email, verified }: StandInPerson): string {
  const address = email ?? 'no e-mail address';
  return `${name} ${address}${verified === false ? ' (not verified)' : ''}`;
}

/** Google and Facebook, played, with an application registered at both. */
export function startTestStandIns({
  port,
  clients,
}: {
  port: number;
  clients: Record<'google' | 'facebook', StandInClient>;
}): Promise<RunningStandIns> {
  const google = { client: clients.google, people: Object.values(GOOGLE_PEOPLE) };
  const facebook = { client: clients.facebook, people: Object.values(FACEBOOK_PEOPLE) };
  return startStandIns({ port, google, facebook }, program);
}

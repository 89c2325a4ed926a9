import type { Check, DoctorPorts, Finding } from './check';

/** Seconds. A webhook's signature is believed for five minutes. */
const NOTABLE = 60;
const TOO_FAR = 240;

/** Compared with the `Date` of Zendesk's answers, which counts in whole seconds. */
export const clock: Check = {
  name: 'clock',
  async run({ ask, zendeskTime, now }: DoctorPorts): Promise<Finding> {
    await ask('GET', 'users/me');
    const seconds = Math.round((now().getTime() - zendeskTime().getTime()) / 1000);
    const away = Math.abs(seconds);
    const says =
      away <= 1
        ? "Our clock agrees with Zendesk's."
        : `Our clock is ${away} seconds ${seconds > 0 ? 'ahead of' : 'behind'} Zendesk's.`;
    if (away <= NOTABLE) return { state: 'ok', says };
    return {
      state: away > TOO_FAR ? 'broken' : 'warning',
      says: `${says} Webhooks are believed up to five minutes apart.`,
      remedy: 'Let this machine keep its time by NTP.',
    };
  },
};

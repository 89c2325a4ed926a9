import { Moment } from '../ticket-marks';
import type { SectionProps } from './section';
import { BrowserWords } from './browser-words';

/** The latest tries to come in as this person, those that failed included. */
export function SignInsSection({ frame: { words }, view: { signIns } }: SectionProps) {
  return (
    <section class="card">
      <h2>{words.text('account.sign_ins')}</h2>
      <ul class="rows">
        {signIns.map(({ at, way, outcome, device, address }) => (
          <li>
            <div>
              <BrowserWords words={words} device={device} address={address} />
              <p>
                <Moment words={words} at={at} />
                {' · '}
                {words.text(`way.${way}`)}
                {' · '}
                {words.text(`outcome.${outcome}`)}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p>{words.text('account.sign_ins_hint')}</p>
    </section>
  );
}

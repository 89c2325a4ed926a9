import { Hidden } from '../hidden';
import { Moment } from '../ticket-marks';
import type { SectionProps } from './section';
import { BrowserWords } from './browser-words';

/** Browsers that skip the second step for now. Shown when there are any. */
export function TrustedBrowsersSection({ frame: { words, csrfToken }, view }: SectionProps) {
  const browsers = view.trustedBrowsers;
  if (browsers.length === 0) return null;
  return (
    <section class="card">
      <h2>{words.text('account.trusted')}</h2>
      <p>{words.text('account.trusted_hint')}</p>
      <ul class="rows">
        {browsers.map(({ tokenHash, device, address, trustedUntil }) => (
          <li>
            <div id={`browser-${tokenHash}`}>
              <BrowserWords words={words} device={device} address={address} />
              <p>
                {words.text('account.trusted_until')} <Moment words={words} at={trustedUntil} />
              </p>
            </div>
            <form method="post" action={`/account/trusted-browsers/${tokenHash}/removal`}>
              <Hidden name="csrf" value={csrfToken} />
              <button aria-describedby={`browser-${tokenHash}`}>
                {words.text('account.end_trust')}
              </button>
            </form>
          </li>
        ))}
      </ul>
      {browsers.length > 1 && (
        <form method="post" action="/account/trusted-browsers/removal">
          <Hidden name="csrf" value={csrfToken} />
          <button>{words.text('account.end_all_trust')}</button>
        </form>
      )}
    </section>
  );
}

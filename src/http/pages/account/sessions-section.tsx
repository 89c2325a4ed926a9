import type { OpenSession } from '../../../use-cases/show-account';
import type { Words } from '../../words';
import { Hidden } from '../hidden';
import { Moment } from '../ticket-marks';
import type { SectionProps } from './section';
import { BrowserWords } from './browser-words';

/** Where the person is signed in right now, and the way to end that from here. */
export function SessionsSection({ frame: { words, csrfToken }, view: { sessions } }: SectionProps) {
  return (
    <section class="card">
      <h2>{words.text('account.sessions')}</h2>
      <p>{words.text('account.sessions_hint')}</p>
      <ul class="rows">
        {sessions.map((session) => (
          <li>
            <SessionWords words={words} session={session} />
            {!session.isThis && (
              <form method="post" action={`/account/sessions/${session.id}/removal`}>
                <Hidden name="csrf" value={csrfToken} />
                <button aria-describedby={`session-${session.id}`}>
                  {words.text('account.end_session')}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method="post" action="/account/sessions/removal">
          <Hidden name="csrf" value={csrfToken} />
          <button>{words.text('account.end_other_sessions')}</button>
        </form>
      )}
    </section>
  );
}

interface SessionWordsProps {
  readonly words: Words;
  readonly session: OpenSession;
}

function SessionWords({ words, session }: SessionWordsProps) {
  const { id, device, address, way, signedInAt, seenAt, isThis } = session;
  return (
    <div id={`session-${id}`}>
      <BrowserWords words={words} device={device} address={address} />{' '}
      {isThis && <span class="mark">{words.text('account.this_browser')}</span>}
      <p>
        {words.text('account.signed_in')} <Moment words={words} at={signedInAt} />
        {way && ` (${words.text(`way.${way}`)})`}
        {' · '}
        {words.text('account.last_seen')} <Moment words={words} at={seenAt} />
      </p>
    </div>
  );
}

import { Moment } from '../ticket-marks';
import type { SectionProps } from './section';

/** Whether there is a password, and the way to choose one. */
export function PasswordSection({ frame: { words }, view }: SectionProps) {
  const { passwordChangedAt } = view;
  const has = passwordChangedAt !== null;
  return (
    <section class="card">
      <h2>{words.text('way.password')}</h2>
      {has ? (
        <p>
          {words.text('account.password_changed')} <Moment words={words} at={passwordChangedAt} />
        </p>
      ) : (
        <p>{words.text('account.no_password')}</p>
      )}
      <a class="button" href="/account/password">
        {words.text(has ? 'account.change_password' : 'account.choose_password')}
      </a>
    </section>
  );
}

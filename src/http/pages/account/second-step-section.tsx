import type { SectionProps } from './section';

/** Which second steps guard the account, and how many recovery codes are left. */
export function SecondStepSection({ frame: { words, site }, view }: SectionProps) {
  const { secondSteps, recoveryCodesLeft } = view;
  const isOn = secondSteps.length > 0;
  // Set up with the password; shown without that way in only where one is on already.
  if (!isOn && !site.waysIn.includes('password')) return null;
  return (
    <section class="card">
      <h2>{words.text('account.second_step')}</h2>
      {isOn ? (
        <>
          <p>{words.text('account.second_step_on')}</p>
          <ul>
            {secondSteps.map((kind) => (
              <li>{words.text(`second_step.${kind}`)}</li>
            ))}
          </ul>
          <p>{words.count('account.recovery_codes_left', recoveryCodesLeft)}</p>
        </>
      ) : (
        <p>{words.text('account.second_step_off')}</p>
      )}
      <a class="button" href="/account/second-step">
        {words.text(isOn ? 'account.change_second_step' : 'account.set_up_second_step')}
      </a>
    </section>
  );
}

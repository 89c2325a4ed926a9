import type { Problem } from '../../forms/problems';
import type { Flash } from '../../middleware/session';
import { Layout } from '../layout';
import { ProblemSummary } from '../problem-summary';
import { LanguageSection } from './language-section';
import { NameSection } from './name-section';
import { PasswordSection } from './password-section';
import type { SectionProps } from './section';
import { SecondStepSection } from './second-step-section';
import { SessionsSection } from './sessions-section';
import { SignInsSection } from './sign-ins-section';
import { TrustedBrowsersSection } from './trusted-browsers-section';
import { WaysInSection } from './ways-in-section';

export interface AccountPageProps extends SectionProps {
  /** As typed. */
  readonly name: string;
  readonly problems: readonly Problem[];
  readonly flash: Flash | undefined;
}

/** A person's own door: who they are here, how they come in, and who came in as them. */
export function AccountPage({ name, problems, flash, ...section }: AccountPageProps) {
  const { words, site } = section.frame;
  return (
    <Layout frame={section.frame} title={words.text('account.title')}>
      <h1>{words.text('account.title')}</h1>
      {flash && (
        <p class="flash" role="status">
          {words.text(`flash.${flash}`)}
        </p>
      )}
      <ProblemSummary words={words} problems={problems} />
      <NameSection {...section} name={name} problems={problems} />
      <LanguageSection {...section} />
      <WaysInSection {...section} />
      {site.waysIn.includes('password') && <PasswordSection {...section} />}
      <SecondStepSection {...section} />
      <TrustedBrowsersSection {...section} />
      <SessionsSection {...section} />
      <SignInsSection {...section} />
      <p>
        <a href="/tickets">{words.text('ticket.back')}</a>
      </p>
    </Layout>
  );
}

import type { HelpCentreVisit } from '../../use-cases/visit-help-centre';
import { Hidden } from './hidden';
import { Layout, type Frame } from './layout';

interface HelpCentrePageProps {
  readonly frame: Frame;
  readonly visit: HelpCentreVisit;
}

/** One button, because what signs the person in travels in a form and not in an address. */
export function HelpCentrePage({ frame: { words }, frame, visit }: HelpCentrePageProps) {
  const { action, token, returnTo } = visit;
  return (
    <Layout frame={frame} title={words.text('help_centre.title')}>
      <div class="narrow">
        <h1>{words.text('help_centre.title')}</h1>
        <p>{words.text('help_centre.lead')}</p>
        <form method="post" action={action}>
          <Hidden name="jwt" value={token} />
          {returnTo !== undefined && <Hidden name="return_to" value={returnTo} />}
          <button class="primary">{words.text('help_centre.go')}</button>
        </form>
      </div>
    </Layout>
  );
}

import type { Outcome } from '../../src/sync/apply';
import type { Site } from '../../src/sync/site';

/** @returns the exit code: 0 all is as wanted, 3 something still differs and is named */
export function tellOutcome({ patience: { tell } }: Site, outcome: Outcome): 0 | 3 {
  const { applyId, steps, left, twins, newWebhooks } = outcome;
  if (applyId === null) {
    tell('Nothing to do.');
    return 0;
  }
  twins.forEach(tell);
  newWebhooks.forEach((id) => tell(whereTheSecretIs(id)));
  if (left.length === 0 && twins.length === 0) {
    tell(
      `Done: ${steps} ${steps === 1 ? 'step' : 'steps'}, read back and alike. To take it back: rollback ${applyId}`,
    );
    return 0;
  }
  if (left.length > 0) tell(`Apply ${applyId} was carried out, and Zendesk still differs:`);
  for (const { act, kind, key, differences } of left) {
    const paths = differences.map(({ path }) => path).join(', ');
    tell(`  ${act} ${kind}.${key}${paths ? `: ${paths}` : ''}`);
  }
  return 3;
}

/** The secret itself is shown nowhere but in Zendesk. */
function whereTheSecretIs(id: string): string {
  return (
    `Webhook ${id} is new: put its signing secret into ZENDESK_WEBHOOK_SECRET and start the portal anew. ` +
    `It is shown in the Admin Center (Apps and integrations, Webhooks) and by GET /api/v2/webhooks/${id}/signing_secret.`
  );
}

import type { Webhook } from '../../records';
import type { State } from '../../state';

/** What a webhook subscribes to that rules call. */
export const RULES_SUBSCRIPTION = 'conditional_ticket_events';

/** @returns the webhooks a rule may call: those that subscribe to nothing else */
export function connectable(state: State): Webhook[] {
  return [...state.webhooks.values()].filter(({ subscriptions }) =>
    subscriptions.includes(RULES_SUBSCRIPTION),
  );
}

/** @returns whether an active rule calls the webhook */
export function isConnected(state: State, webhookId: string): boolean {
  return [...state.triggers.values(), ...state.automations.values()].some(
    ({ active, actions }) =>
      active &&
      actions.some(
        ({ field, value }) =>
          field === 'notification_webhook' && Array.isArray(value) && value[0] === webhookId,
      ),
  );
}

import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { toStamp } from '../clock';
import type { InvocationStatus, Ticket, Webhook, WebhookInvocation } from '../records';
import { RULES_SUBSCRIPTION } from '../rules/business/connected-webhooks';
import type { World } from '../world';
import { createCircuitBreaker } from './circuit-breaker';
import { eventBody, type TicketEvent } from './ticket-events';
import { isLoopback, send, type Payload } from './send';
import { createThrottle } from './throttle';
import { ulid } from './ulid';

/** Real milliseconds before each repetition. */
const PAUSES_MS = [500, 2_000, 5_000];
const KEPT_INVOCATIONS = 100;

/** Tells the subscribed webhooks what happens to tickets, and those that rules call what rules say. */
export interface Webhooks {
  announce(ticket: Ticket, events: TicketEvent[]): void;
  /** Calls one webhook for a rule; one that is gone or inactive is passed over. */
  call(webhookId: string, payload: Payload): void;
  /** Drops what is on its way. */
  stop(): void;
}

/** @param current gives the account at the moment of the event; a reset replaces its state */
export function createWebhooks(current: () => World): Webhooks {
  const stopping = new AbortController();
  // Every call on its way listens.
  setMaxListeners(0, stopping.signal);
  const breaker = createCircuitBreaker();
  const throttle = createThrottle();

  async function invoke(webhook: Webhook, eventType: string, payload: Payload): Promise<void> {
    const world = current();
    const invocation = newInvocation(eventType);
    const earlier = world.state.webhookInvocations.get(webhook.id) ?? [];
    const kept = [invocation, ...earlier].slice(0, KEPT_INVOCATIONS);
    world.state.webhookInvocations.set(webhook.id, kept);
    invocation.status = refusalOf(world, webhook) ?? 'pending';
    world.changed();
    if (invocation.status !== 'pending') return;
    for (const wait of [0, ...PAUSES_MS]) {
      await pause(wait, undefined, { signal: stopping.signal });
      const live = world.state.webhooks.get(webhook.id);
      const isDone =
        live?.status === 'active'
          ? await attempt(live, invocation, payload)
          : terminated(invocation);
      world.changed();
      if (isDone) return;
    }
    invocation.status = 'failed';
    world.changed();
  }

  /** Limits refuse only where they are switched on. */
  function refusalOf({ clock, limits }: World, webhook: Webhook): InvocationStatus | undefined {
    const now = clock.now();
    if (throttle.isSpent(now) && limits.settings().enabled) return 'throttled';
    return breaker.allows(webhook.id, now) ? undefined : 'circuit broken';
  }

  /** @returns whether there is nothing more to try */
  async function attempt(
    webhook: Webhook,
    invocation: WebhookInvocation,
    payload: Payload,
  ): Promise<boolean> {
    const { signal } = stopping;
    const sent = await send(webhook, invocation.id, payload, signal);
    const { statusCode } = sent;
    const isSuccess = statusCode !== null && statusCode >= 200 && statusCode < 300;
    const completedAt = toStamp(Date.now());
    breaker.note(webhook.id, current().clock.now(), isSuccess);
    invocation.attempts.push({
      id: ulid(Date.now()),
      status: isSuccess ? 'success' : 'failed',
      statusCode,
      requestHeaders: sent.requestHeaders,
      requestPayload: sent.body,
      responsePayload: sent.answer,
      completedAt,
    });
    invocation.statusCode = statusCode;
    invocation.latestCompletedAt = completedAt;
    const mayPass = statusCode === null ? isLoopback(webhook.endpoint) : isPassing(statusCode);
    if (!mayPass) invocation.status = isSuccess ? 'success' : 'failed';
    return !mayPass;
  }

  function start(webhook: Webhook, eventType: string, payload: Payload): void {
    invoke(webhook, eventType, payload).catch((error: Error) => {
      if (!stopping.signal.aborted) process.emitWarning(error);
    });
  }

  return {
    announce: (ticket, events) => {
      const { state, clock } = current();
      for (const webhook of state.webhooks.values()) {
        if (webhook.status !== 'active') continue;
        for (const event of events) {
          if (!webhook.subscriptions.includes(event.type)) continue;
          start(webhook, event.type, JSON.stringify(eventBody(ticket, event, clock.stamp())));
        }
      }
    },
    call: (webhookId, payload) => {
      const webhook = current().state.webhooks.get(webhookId);
      if (webhook?.status !== 'active' || !webhook.subscriptions.includes(RULES_SUBSCRIPTION))
        return;
      start(webhook, RULES_SUBSCRIPTION, payload);
    },
    stop: () => stopping.abort(),
  };
}

function newInvocation(eventType: string): WebhookInvocation {
  return {
    id: ulid(Date.now()),
    eventType,
    status: 'pending',
    statusCode: null,
    createdAt: toStamp(Date.now()),
    latestCompletedAt: null,
    attempts: [],
  };
}

function terminated(invocation: WebhookInvocation): true {
  invocation.status = 'terminated';
  return true;
}

function isPassing(statusCode: number): boolean {
  return statusCode === 429 || statusCode >= 500;
}

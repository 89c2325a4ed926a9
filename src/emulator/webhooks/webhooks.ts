import { setTimeout as pause } from 'node:timers/promises';
import { toStamp } from '../clock';
import type { Ticket, Webhook, WebhookInvocation } from '../records';
import type { World } from '../world';
import { eventBody, type TicketEvent } from './ticket-events';
import { isLoopback, send } from './send';
import { ulid } from './ulid';

/** Real milliseconds before each repetition. */
const PAUSES_MS = [500, 2_000, 5_000];
const KEPT_INVOCATIONS = 100;

/** Tells the subscribed webhooks what happens to tickets. */
export interface Webhooks {
  announce(ticket: Ticket, events: TicketEvent[]): void;
  /** Drops what is on its way. */
  stop(): void;
}

/** @param current gives the account at the moment of the event; a reset replaces its state */
export function createWebhooks(current: () => World): Webhooks {
  const stopping = new AbortController();

  async function invoke(webhook: Webhook, ticket: Ticket, event: TicketEvent): Promise<void> {
    const world = current();
    const invocation: WebhookInvocation = {
      id: ulid(Date.now()),
      eventType: event.type,
      status: 'pending',
      statusCode: null,
      createdAt: toStamp(Date.now()),
      latestCompletedAt: null,
      attempts: [],
    };
    const earlier = world.state.webhookInvocations.get(webhook.id) ?? [];
    const kept = [invocation, ...earlier].slice(0, KEPT_INVOCATIONS);
    world.state.webhookInvocations.set(webhook.id, kept);
    const body = JSON.stringify(eventBody(ticket, event, world.clock.stamp()));
    for (const wait of [0, ...PAUSES_MS]) {
      await pause(wait, undefined, { signal: stopping.signal });
      const isDone = await attempt(webhook, invocation, body);
      world.changed();
      if (isDone) return;
    }
    invocation.status = 'failed';
    world.changed();
  }

  /** @returns whether there is nothing more to try */
  async function attempt(
    webhook: Webhook,
    invocation: WebhookInvocation,
    body: string,
  ): Promise<boolean> {
    const { signal } = stopping;
    const { requestHeaders, statusCode, answer } = await send(webhook, invocation.id, body, signal);
    const isSuccess = statusCode !== null && statusCode >= 200 && statusCode < 300;
    const completedAt = toStamp(Date.now());
    invocation.attempts.push({
      id: ulid(Date.now()),
      status: isSuccess ? 'success' : 'failed',
      statusCode,
      requestHeaders,
      requestPayload: body,
      responsePayload: answer,
      completedAt,
    });
    invocation.statusCode = statusCode;
    invocation.latestCompletedAt = completedAt;
    const mayPass = statusCode === null ? isLoopback(webhook.endpoint) : isPassing(statusCode);
    if (!mayPass) invocation.status = isSuccess ? 'success' : 'failed';
    return !mayPass;
  }

  return {
    announce: (ticket, events) => {
      for (const webhook of current().state.webhooks.values()) {
        if (webhook.status !== 'active') continue;
        for (const event of events) {
          if (!webhook.subscriptions.includes(event.type)) continue;
          invoke(webhook, ticket, event).catch((error: Error) => {
            if (!stopping.signal.aborted) process.emitWarning(error);
          });
        }
      }
    },
    stop: () => stopping.abort(),
  };
}

function isPassing(statusCode: number): boolean {
  return statusCode === 429 || statusCode >= 500;
}

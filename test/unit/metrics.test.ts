import { silentLog } from '../../src/log';
import { createMetrics, startOperatorServer } from '../../src/metrics';

test('the operator reads what happened since the start', async () => {
  const metrics = createMetrics();
  metrics.httpRequest({ method: 'GET', route: '/tickets/:id', status: 200, seconds: 0.02 });
  metrics.zendeskCall({ lane: 'poll', outcome: 'unavailable', seconds: 15 });
  metrics.mailSent('sent');
  metrics.watchOutbox(async () => ({ waiting: 3 }));
  metrics.watchMirror(async () => 42);

  const server = await startOperatorServer({ port: 0, metrics, log: silentLog() });
  const answer = await fetch(`http://127.0.0.1:${server.port}/metrics`);
  const text = await answer.text();
  const elsewhere = await fetch(`http://127.0.0.1:${server.port}/`);
  await server.stop();

  expect(answer.headers.get('content-type')).toContain('text/plain');
  expect(text).toContain(
    'portal_http_request_seconds_count{method="GET",route="/tickets/:id",status="200"} 1',
  );
  expect(text).toContain('portal_zendesk_call_seconds_count{lane="poll",outcome="unavailable"} 1');
  expect(text).toContain('portal_mails_total{outcome="sent"} 1');
  expect(text).toContain('portal_outbox_rows{state="waiting"} 3');
  expect(text).toContain('portal_mirror_lag_seconds 42');
  expect(elsewhere.status).toBe(404);
});

test('while the database is away the other numbers are still told', async () => {
  const metrics = createMetrics();
  metrics.watchOutbox(() => Promise.reject(new Error('away')));
  metrics.watchMirror(() => Promise.reject(new Error('away')));
  const text = await metrics.text();
  expect(text).toContain('portal_mirror_lag_seconds Nan');
  expect(text).toContain('process_cpu_seconds_total');
});

test('a taken port is told in a sentence, and no port means no door', async () => {
  const metrics = createMetrics();
  const first = await startOperatorServer({ port: 0, metrics, log: silentLog() });
  await expect(
    startOperatorServer({ port: first.port, metrics, log: silentLog() }),
  ).rejects.toThrow('set METRICS_PORT');
  await first.stop();
  const shut = await startOperatorServer({ port: null, metrics, log: silentLog() });
  expect(shut.port).toBeNull();
  await shut.stop();
});

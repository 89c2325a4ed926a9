const NAMES = ['tickets-index', 'tickets-update', 'per-ticket-updates', 'incremental-exports'];

/** Tests ask an emulated Zendesk far more often than a portal does; those about limits set their own. */
export async function unlimit(emulatorUrl: string): Promise<void> {
  const endpoints = Object.fromEntries(NAMES.map((name) => [name, 1_000_000]));
  await fetch(`${emulatorUrl}/_emulator/limits`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accountPerMinute: 1_000_000, endpoints }),
  });
}

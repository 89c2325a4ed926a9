/** A message the demo would have sent. `at` is an ISO time. */
export interface DemoMessage {
  readonly channel: 'email' | 'sms';
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: string;
}

/** Everything the demo would have sent, newest first. */
export interface DemoMailbox {
  list(to?: string): readonly DemoMessage[];
}

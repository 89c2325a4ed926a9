export interface SmsMessage {
  /** As `toPhoneNumber` gives it. */
  readonly to: string;
  readonly text: string;
}

/** Messages go to a provider in production and to a page in the demo. */
export interface SmsSender {
  /**
   * Hands one message over, once: every call may cost money, and a person who waits presses again.
   * Throws `invalid` for a number that takes no messages, `unavailable` when the provider is away,
   * slow or busy (the message may have gone out all the same), `internal` for our own credentials.
   */
  send(message: SmsMessage): Promise<void>;
}

/** A message the demo would have sent. `at` is an ISO time. */
export interface DemoMessage {
  readonly id: string;
  readonly channel: 'email' | 'sms';
  /** Where it is not from us. */
  readonly from?: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: string;
  /** Whether its addressee can answer it here, as by mail. */
  readonly answerable: boolean;
}

/** What became of an answer. `refused`: support put it aside; `away`: it could not be handed over. */
export type AnswerFate = 'added' | 'follow_up' | 'new_request' | 'refused' | 'away';

/** Everything the demo would have sent, newest first. */
export interface DemoMailbox {
  list(to?: string): readonly DemoMessage[];
  /**
   * Answers a message as its addressee.
   *
   * @throws `not_found` when there is no such message, or it cannot be answered
   */
  answer(id: string, text: string): Promise<AnswerFate>;
}

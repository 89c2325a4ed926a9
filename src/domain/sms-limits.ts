const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How many text messages may leave: each costs money, and some telephones are paid for receiving them. */
export const SMS_LIMITS = {
  perPerson: { most: 10, within: DAY },
  perNumber: { most: 5, within: HOUR },
  /** Numbers that differ in their last four digits. */
  perPrefix: { most: 20, within: DAY },
  perAddress: { most: 30, within: DAY },
  /** As many as the settings say. */
  inAll: { within: DAY },
} as const;

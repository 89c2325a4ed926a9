/** Where somebody else's sign-in is believed. */
export const PROVIDERS = ['google', 'facebook'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** How somebody shows who they are before the second step. */
export const WAYS_IN = ['code', ...PROVIDERS, 'password'] as const;
export type WayIn = (typeof WAYS_IN)[number];

/** What the second step can be. */
export const SECOND_STEPS = ['app', 'sms'] as const;
export type SecondStep = (typeof SECOND_STEPS)[number];

/** How a try to sign in ended. */
export type SignInOutcome = 'signed_in' | 'refused' | 'second_step_refused';

/** What a one-time code is good for. */
export type CodePurpose = 'sign_in' | 'proof' | 'password' | 'sms_step' | 'sms_enrolment';

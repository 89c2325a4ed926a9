import { WAYS_IN, type WayIn } from '../domain/way-in';
import type { Environment } from './environment';
import { providersSettings, type ProvidersSettings } from './providers';

/** Which doors there are. */
export interface SignInSettings {
  /** Those that are open, in the order of the page. */
  readonly waysIn: readonly WayIn[];
  /** Those that ask for the second step of whoever has set one up. */
  readonly secondStepWays: readonly WayIn[];
  readonly providers: ProvidersSettings;
}

export function signInSettings(values: Environment): SignInSettings {
  const providers = providersSettings(values);
  const isOpen: Partial<Record<WayIn, boolean>> = {
    code: values.SIGN_IN_CODE !== 'no',
    password: values.SIGN_IN_PASSWORD !== 'no',
    google: providers.google !== null,
    facebook: providers.facebook !== null,
  };
  return {
    waysIn: WAYS_IN.filter((way) => isOpen[way]),
    secondStepWays: values.SIGN_IN_SECOND_STEP === 'password' ? ['password'] : WAYS_IN,
    providers,
  };
}

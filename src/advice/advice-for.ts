import { activeModeAdvice } from './active-mode.ts';
import type { Advice } from './advice.ts';
import { certificateAdvice } from './certificates.ts';
import { clientModeAdvice } from './client-modes.ts';
import { clientTlsAdvice } from './client-tls.ts';
import { controlPortAdvice } from './control-port.ts';
import { loginAdvice } from './login.ts';
import { namesAdvice } from './names.ts';
import { networkPathAdvice } from './network-path.ts';
import { passiveAddressAdvice } from './passive-address.ts';
import { passivePortsAdvice } from './passive-ports.ts';
import { serverLimitsAdvice } from './server-limits.ts';
import { serverLogAdvice } from './server-log.ts';
import { serverModeAdvice } from './server-modes.ts';
import { serverTlsAdvice } from './server-tls.ts';
import { transferAdvice } from './transfer.ts';

/** All advice, by subject. */
export const allAdvice: readonly Advice[] = [
  ...namesAdvice,
  ...controlPortAdvice,
  ...serverLimitsAdvice,
  ...loginAdvice,
  ...serverTlsAdvice,
  ...certificateAdvice,
  ...clientTlsAdvice,
  ...passiveAddressAdvice,
  ...passivePortsAdvice,
  ...serverModeAdvice,
  ...activeModeAdvice,
  ...clientModeAdvice,
  ...transferAdvice,
  ...networkPathAdvice,
  ...serverLogAdvice,
];

const byKey: ReadonlyMap<string, Advice> = new Map(allAdvice.map(advice => [advice.key, advice]));

/** The advice with that key, or undefined when there is none. */
export function adviceFor(key: string): Advice | undefined {
  return byKey.get(key);
}

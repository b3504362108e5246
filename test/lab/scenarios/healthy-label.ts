import type { Label } from '../scenario.ts';
import { modes, modesOnIPv6 } from './mode-labels.ts';

/** Everything works, and nothing needs attention. */
export const healthy: Label = {
  status: ['ok'],
  cause: ['none'],
  side: ['none'],
  modes: modes('ok', 'ok'),
  knowable: true,
};

/** The same over IPv6. */
export const healthyOnIPv6: Label = { ...healthy, modes: modesOnIPv6('ok', 'ok') };

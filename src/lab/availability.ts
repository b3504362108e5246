import { createServer } from 'node:net';
import { holdFilteredPort } from './filtered-port.ts';
import type { Scenario } from './scenario.ts';

function bindable(address: string): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(0, address, () => server.close(() => resolve(true)));
  });
}

/** Why this machine cannot show a scenario, in a few words; null when it can. */
export async function whyUnavailable({ behaviour, family = 4 }: Scenario): Promise<string | null> {
  const host = family === 6 ? '::1' : '127.0.0.1';
  if (!(await bindable(host))) return `this machine has no ${host}`;
  const { control, pasv, epsv, port } = behaviour;
  if (typeof port === 'object' && 'connectsFrom' in port && !(await bindable(port.connectsFrom))) {
    return `this machine has no ${port.connectsFrom}`;
  }
  if (control !== 'filtered' && pasv !== 'port-filtered' && epsv !== 'port-filtered') return null;
  const filtered = await holdFilteredPort(host);
  if (!filtered.available) return filtered.reason;
  filtered.port.release();
  return null;
}

import { defineRule } from '../../analysis/define-rule.ts';
import type { Connection } from '../../core/connection.ts';

/**
 * Packets of the server's data connection pass another number of routers than those of its control connection.
 *
 * Seen when: a load balancer or proxy in front takes the control connection, and the server behind it opens the data connection; or one of them goes another way.
 * Not this: a RST alone that came another way, which is reset-forged. Alone it is no fault.
 * See: RFC 791 §3.2 (time to live); systems begin to count at 64, 128 or 255.
 */
export default defineRule({
  id: 'data-from-another-host',
  cause: 'server',
  side: 'server',
  severity: 'info',
  stage: 'data-connection',
  title: 'Control and data connection do not end at the same distance',
  needs: { 'control.connect': 'ok' },
  check({ 'control.connect': control }, _trials, { connections }) {
    const near = connections.find(({ id }) => id === control.value.connection)?.packets?.server.hops ?? null;
    if (near === null) return undefined;
    const other = connections.flatMap(connection => {
      const hops = connection.role === 'data' ? hopsOf(connection) : null;
      return hops === null || hops === near ? [] : [hops];
    });
    const [hops] = other;
    if (hops === undefined) return undefined;
    return {
      confidence: 'likely',
      summary: `Packets of the control connection passed ${routers(near)} on their way from ${control.value.remote.host}, those of a data connection ${routers(hops)}: another host or box answers there.`,
      because: ['control.connect'],
      fix: ['network/routing'],
      values: { address: control.value.remote.host },
      next: [
        'Ask whether a load balancer or proxy stands in front of the server: it has to take data connections as well.',
      ],
    };
  },
});

function hopsOf({ packets, peerSyn }: Connection): number | null {
  return packets?.server.hops ?? peerSyn?.hops ?? null;
}

function routers(count: number): string {
  return count === 1 ? 'one router' : `${count} routers`;
}

import { blame, findBlockingBox, traced } from '../../analysis/blocking-box.ts';
import { defineRule } from '../../analysis/define-rule.ts';
import { listWords, spanOfPorts } from '../../analysis/in-words.ts';
import { readPassiveConnects } from '../../analysis/passive-connects.ts';
import type { Endpoint } from '../../core/endpoint.ts';
import type { FailureKind } from '../../core/failure.ts';

/**
 * Some passive ports of the server answer and others do not.
 *
 * Seen when: fewer ports are open or forwarded than the server uses, a firewall follows only one of PASV and EPSV, or one node of a load balancer differs.
 * Not this: none answers, which is passive-port-filtered, -refused or -rejected; a wrong address in the 227, which has rules of its own.
 * See: vsftpd `pasv_min_port` and `pasv_max_port`; ProFTPD `PassivePorts`; RFC 2428 §4 (helpers need to know EPSV as well).
 */
export default defineRule({
  id: 'passive-range-partly-open',
  cause: 'firewall',
  side: 'server',
  severity: 'error',
  stage: 'data-connection',
  title: 'The passive port range is only partly open',
  explains: ['passive-port-filtered', 'passive-port-refused', 'passive-port-rejected'],
  needs: { 'control.connect': 'ok', ...traced },
  trials: { family: 'passive', needs: { reply: 'ok', connect: 'any' }, withMorePorts: true },
  check(facts, trials, { connections }) {
    const { 'control.connect': control } = facts;
    const reached = control.value.remote.host;
    const { failed, made } = readPassiveConnects(trials, reached);
    const closed = failed.filter(({ address, failure }) => address === 'reached' && kinds.has(failure.kind));
    const [first] = closed;
    if (!first || made.length === 0) return undefined;
    const commands = new Set(closed.map(({ command }) => command));
    const isByCommand =
      commands.size === 1 &&
      !trials.some(({ command, steps }) => commands.has(command) && steps.connect.status === 'ok');
    const ports = { open: sorted(made), closed: sorted(closed.map(({ to }) => to)) };
    const or = isByCommand ? `; or a firewall on the way does not follow ${first.command}` : '';
    const box = findBlockingBox(facts, first.to, connections);
    return {
      ...(box !== undefined && { side: box.side }),
      confidence: isByCommand ? 'possible' : 'likely',
      summary: `Only a part of the passive ports of ${reached} is open: ${borderBetween(ports)}${or}.${box ? ` ${box.words} ${blame[box.side]}` : ''}`,
      because: [
        ...(box?.because ?? []),
        ...closed.map(({ id }) => `${id}.connect`),
        ...trials.filter(({ steps }) => steps.connect.status === 'ok').map(({ id }) => `${id}.connect`),
      ],
      fix: [
        box?.side === 'client' ? 'client/allow-outbound' : 'server/open-passive-ports',
        ...(isByCommand ? ['network/alg'] : []),
      ],
      values: { address: reached, ports: spanOfPorts(ports.closed), client: control.value.local.host },
      next: ['Run it with --thorough: more ports show more precisely which are open.'],
    };
  },
});

const kinds: ReadonlySet<FailureKind> = new Set<FailureKind>(['timeout', 'refused', 'unreachable']);

function sorted(endpoints: readonly Endpoint[]): readonly number[] {
  return [...new Set(endpoints.map(({ port }) => port))].sort((a, b) => a - b);
}

/** Where the open ports end and the closed ones begin, when they do not lie among each other; otherwise both lists. */
function borderBetween({
  open,
  closed,
}: {
  readonly open: readonly number[];
  readonly closed: readonly number[];
}): string {
  const [lowOpen = 0, highOpen = 0] = [open[0], open.at(-1)];
  const [lowClosed = 0, highClosed = 0] = [closed[0], closed.at(-1)];
  const lists = `${listWords(open.map(String))} took the connection, ${listWords(closed.map(String))} did not`;
  // One of each shows no border.
  if (open.length + closed.length < 4) return lists;
  if (highOpen < lowClosed) return `${lists}, so that the border lies between ${highOpen} and ${lowClosed}`;
  if (highClosed < lowOpen) return `${lists}, so that the border lies between ${highClosed} and ${lowOpen}`;
  return lists;
}

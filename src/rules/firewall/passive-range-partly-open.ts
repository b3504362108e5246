import { defineRule } from '../../analysis/define-rule.ts';
import { listWords, spanOfPorts } from '../../analysis/in-words.ts';
import { nameConnect, readPassiveConnects } from '../../analysis/passive-connects.ts';
import { formatEndpoint } from '../../core/endpoint.ts';

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
  needs: { 'control.connect': 'ok' },
  trials: { family: 'passive', needs: { reply: 'ok', connect: 'any' } },
  check({ 'control.connect': control }, trials) {
    const reached = control.value.remote.host;
    const { failed, made, ports } = readPassiveConnects(trials, reached);
    const closed = failed.filter(
      ({ address, failure }) =>
        address === 'reached' &&
        (failure.kind === 'timeout' || failure.kind === 'refused' || failure.kind === 'unreachable'),
    );
    const [first] = closed;
    if (!first || made.length === 0) return undefined;
    const commands = new Set(closed.map(({ command }) => command));
    const isByCommand =
      commands.size === 1 &&
      !trials.some(({ command, steps }) => commands.has(command) && steps.connect.status === 'ok');
    const open = listWords(made.map(formatEndpoint));
    const or = isByCommand ? `, or a firewall on the way does not follow ${first.command}` : '';
    return {
      confidence: isByCommand ? 'possible' : 'likely',
      summary: `${open} took the connection, ${listWords(closed.map(nameConnect))} did not: only a part of the passive ports is open${or}.`,
      because: [
        ...closed.map(({ id }) => `${id}.connect`),
        ...trials.filter(({ steps }) => steps.connect.status === 'ok').map(({ id }) => `${id}.connect`),
      ],
      fix: ['server/open-passive-ports', ...(isByCommand ? ['network/alg'] : [])],
      values: {
        address: reached,
        ports: spanOfPorts(closed.map(({ to }) => to.port)) || ports,
        client: control.value.local.host,
      },
      next: [
        'Run it several times and compare which ports answer: a border in the port numbers shows the range that is open.',
      ],
    };
  },
});

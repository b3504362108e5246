import type { GreetingBehaviour } from '../behaviour.ts';
import type { Scenario } from '../scenario.ts';

const failed = (rule: string) => ({ status: 'failed', cause: 'server', side: 'server', rule }) as const;

function foreign(name: string, title: string, greeting: GreetingBehaviour): Scenario {
  const expect = { status: 'failed', cause: 'protocol', side: 'client', rule: name } as const;
  return { name, kind: 'fault', title, behaviour: { greeting }, expect };
}

/** From the first SYN to the greeting. */
export const greetingScenarios: readonly Scenario[] = [
  {
    name: 'control-port-refused',
    kind: 'fault',
    title: 'Nothing listens on the control port',
    behaviour: { control: 'refused' },
    expect: { ...failed('control-port-refused'), side: 'unknown' },
  },
  {
    name: 'control-port-filtered',
    kind: 'fault',
    title: 'A firewall drops whatever is sent to the control port',
    behaviour: { control: 'filtered' },
    expect: { status: 'failed', cause: 'firewall', side: 'unknown', rule: 'control-port-filtered' },
  },
  {
    name: 'greeting-missing',
    kind: 'fault',
    title: 'The server accepts the connection and says nothing',
    behaviour: { greeting: 'silence' },
    expect: failed('greeting-missing'),
  },
  {
    name: 'greeting-slow',
    kind: 'fault',
    title: 'The greeting takes four seconds, as with a server that looks up a name which nobody answers for',
    behaviour: { greeting: { afterMs: 4000 } },
    expect: { status: 'degraded', cause: 'server', side: 'server', rule: 'greeting-slow' },
  },
  {
    name: 'service-unavailable',
    kind: 'fault',
    title: 'The server answers 421 in place of a greeting',
    behaviour: { greeting: 'service-unavailable', product: 'pure-ftpd' },
    expect: failed('service-unavailable'),
  },
  foreign('wrong-protocol-ssh', 'An SSH server stands on the port', 'ssh'),
  foreign('wrong-protocol-http', 'A web server stands on the port', 'http'),
  foreign('wrong-protocol-mail', 'A mail server stands on the port; it greets with 220 too', 'smtp'),
  {
    name: 'port-speaks-tls',
    kind: 'fault',
    title: 'The port answers with a TLS alert',
    behaviour: { greeting: 'tls-bytes' },
    expect: { status: 'failed', cause: 'tls', side: 'client', rule: 'port-speaks-tls' },
  },
  {
    name: 'greeting-closed',
    kind: 'fault',
    title: 'The server hangs up before it greets, as one does that bans the address',
    behaviour: { greeting: 'close' },
    expect: failed('greeting-closed'),
  },
  {
    name: 'greeting-malformed',
    kind: 'fault',
    title: 'The server greets, but not with a reply of FTP',
    behaviour: { greeting: 'malformed' },
    expect: { status: 'failed', cause: 'protocol', side: 'server', rule: 'greeting-malformed' },
  },
];

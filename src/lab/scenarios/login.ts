import type { Scenario } from '../scenario.ts';

/** From the greeting to the login, limits included. */
export const loginScenarios: readonly Scenario[] = [
  {
    name: 'login-refused',
    kind: 'fault',
    title: 'The password is wrong',
    options: { user: 'demo', password: 'not-demo' },
    behaviour: {},
    expect: { status: 'failed', cause: 'auth', side: 'client', rule: 'login-refused' },
  },
  {
    name: 'login-denied-by-policy',
    kind: 'fault',
    title: 'The server refuses the user before it asks for a password',
    behaviour: { login: 'refuse-user' },
    expect: { status: 'failed', cause: 'auth', side: 'server', rule: 'login-denied-by-policy' },
  },
  {
    name: 'connection-limit',
    kind: 'fault',
    title: 'The server allows two connections from one address, and the check would like more',
    behaviour: { connectionsPerAddress: 2 },
    expect: { status: 'ok', cause: 'none', side: 'none', rule: null },
  },
];

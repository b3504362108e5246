/** The ports of a path's server, which its NAT forwards unless the plan says otherwise. */
export interface ServerPorts {
  readonly port: number;
  readonly passivePorts: readonly [low: number, high: number];
}

/** What is replaced beside passwords, which always are. */
export interface Redactions {
  readonly ips: boolean;
  readonly hosts: boolean;
  readonly users: boolean;
  readonly files: boolean;
}

/** How much was replaced: places of passwords, and different addresses and names. */
export interface Replaced {
  readonly passwords: number;
  readonly addresses: number;
  readonly hosts: number;
  readonly users: number;
  readonly files: number;
}

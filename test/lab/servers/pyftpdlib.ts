import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { labUser } from './accounts.ts';
import { makeContent } from './content.ts';
import { requiredFile, whyNotInstalled } from './installed.ts';
import type { LabProgram } from './lab-server.ts';
import { whyNotRoot } from './rights.ts';
import { makeTlsFiles } from './tls-files.ts';

const library = 'usr/lib/python3/dist-packages/pyftpdlib/__init__.py';
/** Debian's own interpreter: another one in PATH does not know Debian's packages. */
const python = 'usr/bin/python3';

/**
 * Debian's python3-pyftpdlib, with python3-openssl for TLS. Settings are attributes of its handler (`permit_foreign_addresses`,
 * `passive_dtp.timeout`) or, where that has none of the name, of its server (`max_cons_per_ip`), as Python literals;
 * `proto_cmds.EPSV` set to `None` takes a command away.
 */
export const pyftpdlib: LabProgram = {
  whyNotHere: (plan, place) =>
    whyNotInstalled('pyftpdlib', python, library) ??
    (plan.tls === undefined || plan.tls === 'none'
      ? null
      : whyNotInstalled('pyOpenSSL', 'usr/lib/python3/dist-packages/OpenSSL')) ??
    whyNotRoot(place),
  prepare(order) {
    const { folder, plan } = order;
    const homes = makeContent(folder, plan.files ?? 3);
    const tls = makeTlsFiles(order);
    const file = join(folder, 'pyftpdlib.json');
    writeFileSync(
      file,
      JSON.stringify({
        address: order.address,
        port: order.port,
        passivePorts: order.passivePorts,
        passiveAddress: plan.passiveAddress ?? null,
        anonymousRoot: homes.anonymous,
        users: [{ ...labUser, home: homes.lab }],
        tls: order.tls,
        certificate: tls?.certificate ?? null,
        key: tls?.key ?? null,
        settings: plan.settings ?? {},
      }),
    );
    return {
      program: requiredFile(python),
      words: ['-B', resolve('test/lab/servers/pyftpdlib-server.py'), file],
      env: { PYTHONPATH: dirname(dirname(requiredFile(library))) },
      caFile: tls?.ca ?? null,
    };
  },
};

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Behaviour } from '../../../src/lab/behaviour.ts';
import { labUser } from './accounts.ts';
import { bundledScript } from './bundled-script.ts';
import { whyNotInstalled } from './installed.ts';
import type { LabProgram, ServerOrder } from './lab-server.ts';
import { whyNotRoot } from './rights.ts';
import type { ScriptedOrder } from './scripted-entry.ts';

/** The project's own scenario server, as a process. Its directory is always the same dozen entries. */
export const scripted: LabProgram = {
  whyNotHere: (_plan, place) => whyNotInstalled('the scenario server') ?? whyNotRoot(place),
  prepare(order) {
    const { folder, address, port, passivePorts, names } = order;
    const caFile = order.tls === 'none' ? null : join(folder, 'ca.pem');
    const users = { [labUser.name]: labUser.password };
    const scriptedOrder: ScriptedOrder = {
      behaviour: behaviourOf(order),
      options: { host: address, port, passivePorts, names, users },
      caFile,
    };
    const file = join(folder, 'scripted.json');
    writeFileSync(file, JSON.stringify(scriptedOrder));
    return { program: process.execPath, words: [bundledScript('scripted-entry'), file], caFile };
  },
};

/** The plan's general fields, where its behaviour does not say otherwise. */
function behaviourOf({ plan, tls }: ServerOrder): Behaviour {
  const { behaviour = {}, certificate = 'trusted', passiveAddress } = plan;
  return {
    ...(passiveAddress === undefined ? {} : { pasv: { advertises: passiveAddress } }),
    ...behaviour,
    tls: { certificate, ...behaviour.tls, mode: tls },
  };
}

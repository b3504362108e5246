import { release } from 'node:os';
import { version } from '../../package.json';
import { captureAbility } from '../net/capture/capture-ability.ts';
import { type Ability, kernelAbilities } from '../net/kernel/abilities.ts';
import { createNodeNet } from '../net/node-net.ts';
import { blank, type Line, paragraph, span } from '../report/terminal/line.ts';
import { createTheme, paintLines, type Theme } from '../report/terminal/theme.ts';
import type { Medium } from './output.ts';

/** How to get what is not there, one step a line; commands as they are typed. */
interface Remedy {
  readonly text: string;
  readonly commands: readonly string[];
}

const koffi: Remedy = {
  text: 'Install the optional package koffi beside ftpdiag:',
  commands: ['npm install --global koffi'],
};

const remedies: Readonly<Record<Ability['id'], readonly Remedy[]>> = {
  'socket-tables': [{ text: 'Run it on Linux, with /proc mounted.', commands: [] }],
  'tcp-info': [koffi],
  'saved-syn': [koffi],
  'icmp-senders': [koffi],
  capture: [
    { text: 'As root, for one run:', commands: ['sudo ftpdiag check HOST'] },
    {
      text: 'For one user, without becoming root (the right is gone when the command ends):',
      commands: [
        'sudo setpriv --reuid=$USER --init-groups --inh-caps=+net_raw --ambient-caps=+net_raw "$(command -v ftpdiag)" check HOST',
      ],
    },
    { text: 'In a systemd unit of a monitor:', commands: ['AmbientCapabilities=CAP_NET_RAW'] },
    { text: 'In a container:', commands: ['docker run --cap-add NET_RAW …'] },
  ],
};

/** The abilities of this machine for a terminal. */
export async function doctorText(medium: Medium): Promise<string> {
  const theme = createTheme({ ...medium, verbose: false, quiet: false });
  const abilities = await allAbilities();
  const lines: Line[] = [
    [span('What ftpdiag can see on this machine', 'strong'), span(` (${machine()})`, 'faint')],
    ...abilities.flatMap(ability => abilityLines(ability, theme)),
    ...remedyLines(abilities, theme),
    blank,
    ...paragraph(
      'Every check works without any of these. With them, it says more surely which side has to change what.',
      {
        width: theme.width,
        tone: 'faint',
      },
    ),
  ];
  return paintLines(lines, theme);
}

/** The same as one JSON document. */
export async function doctorJson(): Promise<string> {
  const abilities = (await allAbilities()).map(({ id, tells, because }) => ({
    id,
    tells,
    available: because === null,
    because,
    ...(because !== null && { remedies: remedies[id] }),
  }));
  const { platform, arch, versions } = process;
  const machine = { platform, release: release(), arch, node: versions.node };
  return `${JSON.stringify({ tool: { name: 'ftpdiag', version }, machine, abilities }, null, 2)}\n`;
}

async function allAbilities(): Promise<readonly Ability[]> {
  return [...(await kernelAbilities()), await captureAbility(createNodeNet().clock)];
}

function machine(): string {
  const { platform, arch, versions } = process;
  return `${platform} ${release()}, ${arch}, Node ${versions.node}`;
}

function abilityLines({ tells, because }: Ability, { width, signs }: Theme): Line[] {
  const isThere = because === null;
  const lead = span(`${isThere ? signs.works : signs.broken} `, isThere ? 'good' : 'bad');
  return paragraph(isThere ? tells : `${tells}: not available, because ${because}`, { width, indent: 2, lead });
}

/** Each remedy once, however many abilities it gives. */
function remedyLines(abilities: readonly Ability[], { width }: Theme): Line[] {
  const wanted = new Set(abilities.filter(({ because }) => because !== null).flatMap(({ id }) => remedies[id]));
  if (wanted.size === 0) return [];
  return [
    blank,
    [span('To see more', 'strong')],
    ...[...wanted].flatMap(({ text, commands }) => [
      ...paragraph(text, { width, indent: 2 }),
      ...commands.map((command): Line => [span(`    ${command}`, 'command')]),
    ]),
  ];
}

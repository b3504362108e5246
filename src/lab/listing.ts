const files: readonly {
  readonly name: string;
  readonly bytes: number | null;
  readonly month: number;
  readonly day: number;
}[] = [
  { name: 'archive', bytes: null, month: 2, day: 14 },
  { name: 'incoming', bytes: null, month: 9, day: 1 },
  { name: 'pub', bytes: null, month: 5, day: 30 },
  { name: 'CHANGES.txt', bytes: 18_234, month: 8, day: 11 },
  { name: 'LICENSE', bytes: 1_076, month: 1, day: 3 },
  { name: 'README', bytes: 2_210, month: 1, day: 3 },
  { name: 'backup-monday.tar.gz', bytes: 734_003_200, month: 10, day: 5 },
  { name: 'backup-tuesday.tar.gz', bytes: 735_117_312, month: 10, day: 6 },
  { name: 'catalogue.csv', bytes: 88_412, month: 7, day: 22 },
  { name: 'invoice 2026-09.pdf', bytes: 245_760, month: 9, day: 30 },
  { name: 'résumé.odt', bytes: 31_337, month: 4, day: 17 },
  { name: 'wartung.log', bytes: 0, month: 11, day: 2 },
];

/** Names that try to reach a terminal's controls, a parser's limits, or a decoder that takes everything for UTF-8. */
const hostileNames = [
  '\x1b]0;owned\x07\x1b[2J',
  'tab\there',
  '\xff\xfe\xe9',
  '..',
  'a'.repeat(4000),
  '\x00',
  '\x9b31m',
];

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const padded = (value: number) => String(value).padStart(2, '0');

function unixLine({ name, bytes, month, day }: (typeof files)[number]): string {
  const mode = bytes === null ? 'drwxr-xr-x    2' : '-rw-r--r--    1';
  const size = String(bytes ?? 4096).padStart(10);
  return `${mode} ftp      ftp      ${size} ${months[month - 1]} ${padded(day)} 09:41 ${name}\r\n`;
}

function dosLine({ name, bytes, month, day }: (typeof files)[number]): string {
  const size = bytes === null ? '       <DIR>         ' : String(bytes).padStart(20).padEnd(21);
  return `${padded(month)}-${padded(day)}-26  09:41AM${size}${name}\r\n`;
}

/** A plausible directory of a dozen entries, as `ls -l` or as DOS writes it. */
export function listing(style: 'unix' | 'dos'): Buffer {
  return Buffer.from(files.map(style === 'unix' ? unixLine : dosLine).join(''));
}

export function hostileListing(): Buffer {
  const lines = hostileNames.map(name => unixLine({ name, bytes: 1, month: 1, day: 1 }));
  return Buffer.from(lines.join(''), 'latin1');
}

/** NLST: names alone. */
export function nameList(): Buffer {
  return Buffer.from(files.map(({ name }) => `${name}\r\n`).join(''));
}

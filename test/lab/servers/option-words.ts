/** Long options as words of a command line: `{ bind: 'a', ipv4only: '' }` becomes `--bind=a --ipv4only`. */
export function optionWords(options: Readonly<Record<string, string>>): string[] {
  return Object.entries(options).map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
}

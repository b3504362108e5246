/** What stands in a text while its value is not known: it says what belongs there. */
const defaults: Readonly<Record<string, string>> = {
  address: '<address of the server>',
  advertised: '<address in the 227>',
  inside: '<address of the server inside its network>',
  ports: '<passive ports>',
  port: '<control port>',
  client: '<address of the client>',
  listen: '<ports of the client>',
  path: '<directory>',
  host: '<server>',
  user: '<user>',
};

/** The placeholders that advice may use. */
export const placeholders: readonly string[] = Object.keys(defaults);

/** Nothing that a shell or a configuration file would read as more than a word. */
const harmless = /^[\p{L}\p{N}._:/@%+-]{1,253}$/u;

/**
 * Puts values in place of `{name}`. A value that is missing, or that could mean something to a shell, gives way to a
 * word in angle brackets that says what belongs there: values may stem from a server, and commands get copied.
 */
export function fillPlaceholders(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{([a-z]+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value !== undefined && harmless.test(value)) return value;
    return defaults[name] ?? whole;
  });
}

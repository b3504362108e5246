/** Letters and digits, and whatever is beyond ASCII: what a name is made of, as opposed to the signs within it. */
const nameCharacters = /[A-Za-z0-9\u0080-\uffff]/g;
/** What most files are called behind their dot tells nothing of anybody. */
const extension = /(?<=[^.])\.[A-Za-z0-9]{1,4}$/;
const mostTries = 1000;

/**
 * Stands in for names, the same for equal ones and of the same length: letters and digits are replaced, the signs between
 * them stay, so that `jane.doe@corp` becomes `userab.aaa@aaaa`.
 */
export class NamePseudonyms {
  readonly #word: string;
  readonly #keepsExtension: boolean;
  readonly #isOriginal: (name: string) => boolean;
  readonly #given = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  /**
   * @param word what a pseudonym begins with where there is room for it: `user`, `file`
   * @param isOriginal tells what no pseudonym may look like
   */
  constructor(word: string, isOriginal: (name: string) => boolean, { keepsExtension = false } = {}) {
    this.#word = word;
    this.#isOriginal = isOriginal;
    this.#keepsExtension = keepsExtension;
  }

  get replaced(): number {
    return this.#given.size;
  }

  of(name: string): string {
    const given = this.#given.get(name);
    if (given !== undefined) return given;
    const stands = this.fresh(name);
    this.#given.set(name, stands);
    return stands;
  }

  /** One that was not given before, in the form of the name; the name itself where it has neither letter nor digit. */
  fresh(name: string): string {
    const kept = this.#keepsExtension ? (extension.exec(name)?.[0] ?? '') : '';
    const body = name.slice(0, name.length - kept.length);
    const shape = name.replace(nameCharacters, 'a');
    const room = body.match(nameCharacters)?.length ?? 0;
    if (room === 0) return name;
    const most = 26 ** Math.min(room, 8);
    let count = this.#counts.get(shape) ?? 0;
    let stands = '';
    // Only names of one or two letters can all be taken.
    for (let tries = 0; tries < mostTries; tries += 1) {
      stands = fill(body, spelled(count, room, this.#word)) + kept;
      count = (count + 1) % most;
      if (!this.#isOriginal(stands)) break;
    }
    this.#counts.set(shape, count);
    return stands;
  }
}

/** A number in letters, as long as there is room: `useraac`. */
function spelled(count: number, room: number, word: string): string {
  const letters: string[] = [];
  for (let rest = count; rest > 0; rest = Math.floor(rest / 26)) letters.unshift(letterOf(rest % 26));
  const start = room >= word.length + Math.max(letters.length, 2) ? word : '';
  return (
    start +
    letters
      .join('')
      .padStart(room - start.length, 'a')
      .slice(-(room - start.length))
  );
}

function letterOf(value: number): string {
  return String.fromCharCode(97 + value);
}

function fill(body: string, letters: string): string {
  let at = 0;
  return body.replace(nameCharacters, () => letters[at++] ?? 'a');
}

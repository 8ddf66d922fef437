/**
 * Names for files that stay apart on disks that ignore case, where `Orders.md` and `orders.md` are one file: the second one
 * gets a number behind "~", which no name of ours has in it.
 */
export class FileNames {
  readonly #taken = new Set<string>();

  /** @param name of letters, digits, ".", "_" and "-" */
  claim(name: string): string {
    let free = name;
    for (let next = 2; this.#taken.has(free.toLowerCase()); next += 1) free = `${name}~${next}`;
    this.#taken.add(free.toLowerCase());
    return free;
  }
}

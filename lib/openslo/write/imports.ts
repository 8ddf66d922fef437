/** What the module imports: names by package, types apart. */
export class Imports {
  readonly #names = new Map<string, Map<string, 'type' | 'value'>>();

  value(from: string, name: string): void {
    this.#of(from).set(name, 'value');
  }

  type(from: string, name: string): void {
    const names = this.#of(from);
    if (!names.has(name)) names.set(name, 'type');
  }

  lines(): string[] {
    return [...this.#names]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([from, names]) => {
        const sorted = [...names].sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
        const onlyTypes = sorted.every(([, as]) => as === 'type');
        const listed = sorted.map(([name, as]) => (as === 'type' && !onlyTypes ? `type ${name}` : name));
        return `import ${onlyTypes ? 'type ' : ''}{ ${listed.join(', ')} } from '${from}';`;
      });
  }

  #of(from: string): Map<string, 'type' | 'value'> {
    const names = this.#names.get(from) ?? new Map<string, 'type' | 'value'>();
    this.#names.set(from, names);
    return names;
  }
}

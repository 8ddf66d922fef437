import { MOST_CALLS, type Report, type Verdict } from '../../test/conformance/matrix/report';

const SIGNS = { passed: '✓', notApplicable: '–', failed: '✗' } as const;
const WRITES = ['create', 'edit', 'note', 'edit+note'] as const;
const LEGEND = [
  `${SIGNS.passed}  kept: one object (never none, where nothing can be looked up), in the right state, each note once, few calls, no secret in a log line`,
  `${SIGNS.notApplicable}  cannot happen there: the number says why`,
  `${SIGNS.failed}  failed: the number says how`,
].join('\n');
const LONGEST_WHY = 2000;

/** Target × fault, with a footnote for whatever is not a ✓, and what a delivery costs. */
export function table({ rows, calls, allowed }: Report): string {
  const kinds = Object.keys(calls);
  const notes = new Footnotes();
  const sign = (id: string, kind: string, verdict: Verdict): string => {
    if (verdict.result === 'passed') return SIGNS.passed;
    const why = verdict.result === 'failed' ? `${kind}, ${id}: ${verdict.why.slice(0, LONGEST_WHY)}` : verdict.why;
    return `${SIGNS[verdict.result]} ${notes.of(why)}`;
  };
  const cost = (kind: string, wrote: string): string => {
    const [made, { calls: most, why = '' }] = [calls[kind]![wrote], allowed[kind]!];
    if (made === undefined) return SIGNS.notApplicable;
    if (made <= MOST_CALLS) return String(made);
    return made <= most ? `${made} ${notes.of(`${kind}: ${why}`)}` : `${SIGNS.failed} ${made}, allowed are ${most}`;
  };
  const writes = [...new Set([...WRITES, ...Object.values(calls).flatMap((made) => Object.keys(made))])];
  const faults = rows.map(({ id, fault, verdicts }) => [
    id,
    ...kinds.map((kind) => sign(id, kind, verdicts[kind]!)),
    fault,
  ]);
  const costs = writes.map((wrote) => [wrote, ...kinds.map((kind) => cost(kind, wrote))]);
  return [
    aligned([['fault', ...kinds, 'in words'], ...faults]),
    '',
    LEGEND,
    '',
    `Calls of a delivery when nothing fails (at most ${MOST_CALLS})`,
    aligned([['writes', ...kinds], ...costs]),
    '',
    ...notes.lines(),
  ].join('\n');
}

/** The same reason has the same number. */
class Footnotes {
  readonly #whys: string[] = [];

  of(why: string): number {
    if (!this.#whys.includes(why)) this.#whys.push(why);
    return this.#whys.indexOf(why) + 1;
  }

  lines(): string[] {
    return this.#whys.map((why, place) => `${place + 1}  ${why}`);
  }
}

function aligned(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

import { MOST_CALLS, type Report, type Verdict } from '../../test/conformance/matrix/report';

const SIGNS = { passed: '✓', notApplicable: '–', failed: '✗' } as const;
const WRITES = ['create', 'edit', 'note', 'edit+note'] as const;
const LONGEST_WHY = 2000;

/** Target × fault, with a footnote for whatever is not a ✓, and what a delivery costs. */
export function table({ rows, calls }: Report): string {
  const kinds = Object.keys(calls);
  const notes: string[] = [];
  const sign = (id: string, kind: string, verdict: Verdict): string => {
    if (verdict.result === 'passed') return SIGNS.passed;
    const why = verdict.result === 'failed' ? `${kind}, ${id}: ${verdict.why.slice(0, LONGEST_WHY)}` : verdict.why;
    if (!notes.includes(why)) notes.push(why);
    return `${SIGNS[verdict.result]} ${notes.indexOf(why) + 1}`;
  };
  const faults = rows.map(({ id, fault, verdicts }) => [
    id,
    ...kinds.map((kind) => sign(id, kind, verdicts[kind]!)),
    fault,
  ]);
  const costs = WRITES.map((wrote) => [wrote, ...kinds.map((kind) => String(calls[kind]![wrote] ?? '–'))]);
  return [
    aligned([['fault', ...kinds, 'in words'], ...faults]),
    '',
    ...notes.map((why, place) => `${place + 1}  ${why}`),
    '',
    `Calls of a delivery when nothing fails (at most ${MOST_CALLS})`,
    aligned([['writes', ...kinds], ...costs]),
  ].join('\n');
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

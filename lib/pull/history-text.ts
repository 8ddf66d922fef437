import type { Question } from './journal';
import type { Row } from './rows';

const HEADERS = { requests: 'timestamp,good,total', periods: 'timestamp,value' } as const;

/** A history file (lib/model/contracts/history.ts) that says where it comes from. */
export function historyText({ objective, days, range, begun }: Question, rows: readonly Row[]): string {
  const { name, goal, interval, kind, series } = objective;
  const comments = [
    `SLO ${name}: ${goal} % over ${interval}`,
    `from ${iso(range.from)} to ${iso(range.to)}, ${range.stepSeconds} s a row; a row that is missing is a step without data`,
    `pulled from CloudWatch for ${days} days up to ${iso(begun)}`,
    ...Object.entries(series).map(([column, queries]) => `${column}: ${JSON.stringify(queries)}`),
  ];
  return [
    ...comments.map((comment) => `# ${comment}`),
    HEADERS[kind],
    ...rows.map(([at, ...cells]) => [iso(at).replace('.000Z', 'Z'), ...cells].join()),
    '',
  ].join('\n');
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

export interface Figure {
  readonly what: string;
  readonly value: number;
  /** What the value must stay below. @default - said, but not judged */
  readonly limit?: number;
}

/** @returns whether every limit holds */
export function print(figures: readonly Figure[]): boolean {
  for (const { what, value, limit } of figures) {
    const verdict = limit === undefined ? '' : `limit ${limit}  ${value < limit ? 'ok' : 'TOO MUCH'}`;
    console.log(`  ${what.padEnd(58)} ${value.toFixed(2).padStart(8)}  ${verdict}`.trimEnd());
  }
  return figures.every(({ value, limit = Number.POSITIVE_INFINITY }) => value < limit);
}

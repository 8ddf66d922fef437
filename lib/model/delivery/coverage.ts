/** Revisions from the first to the last that one note tells of. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The first stretch of revisions in which something happened that nobody was told of: after the object's creation, between two
 * notes (an older object was adopted, which was created earlier), or at the end.
 *
 * @param created revision at which the object was created; it tells of everything up to it
 */
export function untold(
  created: number,
  told: readonly Span[],
  milestones: readonly { readonly n: number }[],
  revision: number,
): Span | undefined {
  const happened = ({ from, to }: Span) => milestones.some(({ n }) => n >= from && n <= to);
  let covered = created;
  for (const span of [...told].sort((a, b) => a.from - b.from)) {
    const gap = { from: covered + 1, to: span.from - 1 };
    if (happened(gap)) return gap;
    covered = Math.max(covered, span.to);
  }
  const rest = { from: covered + 1, to: revision };
  return happened(rest) ? rest : undefined;
}

import { type Span, untold } from '../../../lib/model/delivery/coverage';

const span = (from: number, to: number): Span => ({ from, to });
const at = (...revisions: number[]) => revisions.map((n) => ({ n }));

describe('what nobody was told of yet', () => {
  it.each<[string, number, Span[], { n: number }[], number, Span | undefined]>([
    ['the creation tells of everything before it', 3, [], at(1, 2, 3), 3, undefined],
    ['a change after the creation', 1, [], at(1, 2), 2, span(2, 2)],
    ['one note for several changes and what is between', 1, [], at(1, 2, 5), 6, span(2, 6)],
    ['revisions in which nothing happened', 1, [], at(1), 4, undefined],
    ['the rest after a note', 1, [span(2, 3)], at(1, 2, 4), 4, span(4, 4)],
    ['the gap before a note, first', 1, [span(4, 5)], at(1, 2, 4, 6), 6, span(2, 3)],
    ['the gap between two notes', 1, [span(5, 6), span(2, 2)], at(1, 2, 3, 5), 6, span(3, 4)],
    ['a gap in which nothing happened', 1, [span(4, 5)], at(1, 4), 5, undefined],
    ['a log that was read too early', 1, [span(2, 5)], at(1, 2), 2, undefined],
  ])('%s', (_what, created, told, milestones, revision, expected) => {
    expect(untold(created, told, milestones, revision)).toEqual(expected);
  });
});

import { KINDS } from './kinds';
import { appliesTo, play, ROWS } from './matrix';
import { allowedCalls, callsOf } from './matrix/report';

/** The fault matrix at the level of deliveries; `npm run conformance` prints it as a table. */
describe.each(KINDS)('a delivery to $kind', (kind) => {
  const rows = ROWS.filter((row) => appliesTo(row, kind) === true);

  it.each(rows)('ends as it should after $id ($fault)', (row) => play(row, kind));

  it('costs few calls when nothing fails', async () => {
    const made = Object.entries(await callsOf(kind));
    expect(made.length).toBeGreaterThan(0);
    expect(made.filter(([, calls]) => calls > allowedCalls(kind).calls)).toEqual([]);
  });
});

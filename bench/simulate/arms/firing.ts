// `node firing.js <assembly> <history>`: when the fast tier alone is in ALARM.
import { MINUTE_MS, run } from '../../../lib/simulate';
import { report } from './measured';
import { readRecorded, tierAlone } from './read';

const [assembly, file] = process.argv.slice(2);
const { objectives, recordings } = readRecorded(assembly!, [file!]);
const { declared, from, to } = run({ objectives: [tierAlone(objectives[0]!, 60)], recordings });

/** Minutes after the start of the history: the first at which the alarm was found in ALARM, and the first at which it was not. */
export interface Firing {
  readonly from: number;
  readonly to: number;
}

const starts = declared.transitions.filter(({ value }) => value === 'ALARM').map(({ at }) => at);
const ends = declared.transitions.filter(({ previous }) => previous === 'ALARM').map(({ at }) => at);
const after = (time: number) => time / MINUTE_MS - from;
report<Firing[]>(
  starts.map((start, index) => ({ from: after(start), to: index < ends.length ? after(ends[index]!) : to - from + 1 })),
);

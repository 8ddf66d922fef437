// `node windows.js <assembly> <history>`: nanoseconds of CPU for a point of a tier with a long window of an hour, and of three days.
import { SimulatedCloudWatch, timeOf } from '../../../lib/simulate';
import { report } from './measured';
import { readRecorded, tierAlone } from './read';

const TIMES = 21;
const WARM_UP = 3;

const [assembly, file] = process.argv.slice(2);
const { objectives, recordings } = readRecorded(assembly!, [file!]);
const { startMinute, endMinute, minutes } = recordings.get(objectives[0]!.objectiveName)!;

/** Only what happens at every point: what is done once for a history is the same for every window. */
function nanosecondsOfPoint(longMinutes: number): number {
  const cloudwatch = new SimulatedCloudWatch({
    objectives: [tierAlone(objectives[0]!, longMinutes)],
    composites: [],
    series: recordings,
  });
  const before = process.cpuUsage();
  cloudwatch.evaluateAll(timeOf(startMinute + 1), timeOf(endMinute + 1));
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / minutes;
}

/** Each in front of the other as often as behind it. */
const pairs = Array.from({ length: WARM_UP + TIMES }, (_, time) => {
  if (time % 2 === 0) return { hour: nanosecondsOfPoint(60), days: nanosecondsOfPoint(4320) };
  const days = nanosecondsOfPoint(4320);
  return { hour: nanosecondsOfPoint(60), days };
});

report(pairs.slice(WARM_UP));

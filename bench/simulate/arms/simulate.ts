// `node simulate.js <assembly> <history>...`: the alarms and incidents of as many SLOs as there are histories.
import { run } from '../../../lib/simulate';
import { report } from './measured';
import { readRecorded } from './read';

const [assembly, ...files] = process.argv.slice(2);
const { declared, incidents } = run(readRecorded(assembly!, files));

/** What was found, so that the figures are known to be those of the whole work. */
export interface Found {
  readonly transitions: number;
  readonly pages: number;
  readonly tickets: number;
  readonly incidents: number;
}

const calls = (urgency: 'page' | 'ticket') => declared.calls.filter((call) => call.urgency === urgency).length;
report<Found>({
  transitions: declared.transitions.length,
  pages: calls('page'),
  tickets: calls('ticket'),
  incidents: incidents.incidents().length,
});

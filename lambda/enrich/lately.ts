import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { Findings } from '../../lib/model/contracts/findings';
import type { Enrichment } from './enrichment';
import { countedMembers, readOutcomes, summed } from './outcomes';

/** What the fast tier looks at, too; but at least one period of the SLI. */
const MINUTES = 5;
const MINUTE = 60_000;

/** What customers get now, of each member. */
export function lately(client: CloudWatchClient): Enrichment {
  const source = 'CloudWatch';
  const what = 'how many requests fail now';
  return {
    name: 'lately',
    what,
    source,
    async find({ state, now }, signal) {
      const found = await Promise.all(
        countedMembers(state).map(async ({ slo, measurement }) => {
          const { periodSeconds } = measurement;
          const minutes = Math.max(MINUTES, periodSeconds / 60);
          const span = { from: now - minutes * MINUTE, to: now, periodSeconds };
          const outcomes = await readOutcomes(client, measurement, span, signal);
          const sums = summed(outcomes);
          const isUnknown = sums.total === 0 && outcomes.some(({ total }) => total > 0);
          return { slo, lately: isUnknown ? undefined : { minutes, ...sums } };
        }),
      );
      const known = found.flatMap(({ slo, lately: its }) => (its === undefined ? [] : [[slo, its] as const]));
      const missing = found
        .filter((one) => one.lately === undefined)
        .map(({ slo }) => ({ what: `${what} of ${slo}`, why: `${source} computed no value in spite of requests` }));
      const findings: Findings = { lately: Object.fromEntries(known) };
      return missing.length === 0 ? findings : { ...findings, missing };
    },
  };
}

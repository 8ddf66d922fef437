import { isDeepStrictEqual } from 'node:util';
import type { Measurement, Series } from '../../model/contracts/measurement';
import { intervalInWords } from '../../model/wording/promise';
import { differingLeaves } from '../leaves';
import type { Rule } from '../rule';

/** What counts as good or bad. */
export const measurement: Rule = (before, after) => {
  const [was, is] = [before.objective, after.objective];
  const [old, now] = [was.entry.measurement, is.entry.measurement];
  // A change of kind is a conversion, which says more.
  if (old.kind !== now.kind) return [];
  // Not everything that Application Signals measures can be counted by alarms: the entry may say less than the SLO.
  const texts = counted(old, now) ?? differingLeaves(before.sli, after.sli);
  if (texts === undefined) return [];
  const consequence =
    was.objectiveName === is.objectiveName
      ? `For ${intervalInWords(is.entry.interval)} attainment mixes what was counted before with what is counted then, and the error budget with it.`
      : 'The new SLO counts something else than the old one.';
  return [{ kind: 'measurement-changed', level: 'notice', ...texts, consequence }];
};

function counted(old: Measurement, now: Measurement): { readonly before: string; readonly after: string } | undefined {
  const parts = (Object.keys(WORDS) as Part[]).filter((part) => !isDeepStrictEqual(old[part], now[part]));
  if (parts.length === 0) return undefined;
  const words = (measured: Measurement) => parts.map((part) => `${part}: ${WORDS[part](measured)}`).join('; ');
  return { before: words(old), after: words(now) };
}

type Part = Exclude<keyof Measurement, 'kind'>;

const WORDS: Readonly<Record<Part, (measurement: Measurement) => string>> = {
  periodSeconds: ({ periodSeconds }) => `${periodSeconds} s`,
  bad: ({ bad }) => seriesInWords(bad),
  total: ({ total }) => seriesInWords(total),
  judged: ({ judged }) =>
    judged === undefined ? 'nothing' : `${seriesInWords(judged.value)} ${judged.good} ${judged.threshold} is good`,
};

function seriesInWords({ expression, metrics, each }: Series): string {
  const named = Object.entries(metrics).map(([id, { namespace, name, dimensions, stat }]) => {
    const where = Object.entries(dimensions).map(([key, value]) => `${key}=${value}`);
    return `${id} = ${namespace} ${name}${where.length === 0 ? '' : ` {${where.join(', ')}}`} ${stat}`;
  });
  if (named.length === 0) return 'not known where';
  const over = each === undefined ? '' : `, each ${each.dimension} of ${each.values.join(', ')}`;
  return `${expression === undefined ? '' : `${expression} of `}${named.join(', ')}${over}`;
}

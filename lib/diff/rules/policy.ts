import { isDeepStrictEqual } from 'node:util';
import type { AlarmDefinition, Objective } from '../../assembly';
import type { CatalogueTier } from '../../model/contracts/catalogue';
import { EVIDENCE, NO_DATA } from '../../model/names';
import { DEFAULT_WARNING_THRESHOLD } from '../../model/slo';
import { listInWords } from '../../model/wording/words';
import { alarmKinds, comparedInWords, conditionInWords, tierInWords, tierOf } from '../alarms';
import type { Found, Rule } from '../rule';

/** When alarms fire that are there on both sides: thresholds, windows, urgencies. */
export const policy: Rule = ({ objective: was }, { objective: is }) => {
  const [old, now] = [alarmKinds(was), alarmKinds(is)];
  const changed = [...now.keys()].flatMap((kind) => {
    const [one, other] = [old.get(kind), now.get(kind)!];
    return one === undefined ? [] : alarmChange(kind, [was, one], [is, other]);
  });
  return [...changed, ...warning(was, is)];
};

type Alarm = readonly [objective: Objective, alarm: AlarmDefinition];

function alarmChange(kind: string, [was, old]: Alarm, [is, now]: Alarm): Found[] {
  const found = (before: string, after: string, consequence: string): Found[] => {
    return [
      {
        kind: 'policy-changed',
        level: 'notice',
        before: `${kind}: ${before}`,
        after: `${kind}: ${after}`,
        consequence,
      },
    ];
  };
  const [tier, newTier] = [tierOf(was, kind), tierOf(is, kind)];
  if (tier !== undefined && newTier !== undefined && !isDeepStrictEqual(tier, newTier)) {
    return found(tierInWords(tier), tierInWords(newTier), `The alarm ${kind} ${tierConsequence(tier, newTier)}.`);
  }
  const [before, after] = [conditionInWords(old), conditionInWords(now)];
  if (before !== after) return found(before, after, `The alarm ${kind} fires by another condition.`);
  // What evidence and no-data read is what the SLI measures, and is said there.
  if (kind === EVIDENCE || kind === NO_DATA || comparedInWords(old) === comparedInWords(now)) return [];
  return found(
    comparedInWords(old),
    comparedInWords(now),
    `The alarm ${kind} compares something else with its threshold.`,
  );
}

/** What it means that a number of a tier grows or falls. */
const DIFFERENCES = [
  ['threshold', 'fires at a faster burn only', 'fires at a slower burn already'],
  ['longMinutes', 'looks further back', 'looks less far back'],
  ['shortMinutes', 'ends later after a fault', 'ends sooner after a fault'],
  ['heldMinutes', 'calls someone later without evidence', 'calls someone sooner without evidence'],
] as const;

function tierConsequence(old: CatalogueTier, now: CatalogueTier): string {
  const parts: string[] = DIFFERENCES.flatMap(([number, grows, falls]) => {
    const [was, is] = [old[number], now[number]];
    // Only a page tier has `heldMinutes`: that it begins or ceases to page is said below.
    return was === undefined || is === undefined || was === is ? [] : [is > was ? grows : falls];
  });
  if (old.urgency !== now.urgency) parts.push(URGENT[now.urgency]);
  return parts.length === 0 ? 'stands for another share of the error budget' : listInWords(parts);
}

const URGENT = {
  page: 'calls someone instead of writing a ticket',
  ticket: 'writes a ticket instead of calling someone',
} as const;

function warning({ entry: was }: Objective, { entry: is }: Objective): Found[] {
  const [old, now] = [was, is].map(({ warningThreshold = DEFAULT_WARNING_THRESHOLD }) => `${warningThreshold} % left`);
  if (old === now) return [];
  const consequence = 'Application Signals shows the SLO as in danger at another rest of the error budget.';
  return [
    { kind: 'policy-changed', level: 'notice', before: `warning: ${old}`, after: `warning: ${now}`, consequence },
  ];
}

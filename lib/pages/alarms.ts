import type { CatalogueEntry, CatalogueTier } from '../model/contracts/catalogue';
import { alarmsOf } from '../model/incident';
import { BUDGET_EXHAUSTED, BUDGET_WARNING, EVIDENCE, NO_DATA } from '../model/names';
import {
  budgetMinutes,
  DEFAULT_WARNING_THRESHOLD,
  detectMinutes,
  evidenceSpan,
  exact,
  type Fraction,
  formatDecimal,
  parseGoal,
  toNumber,
} from '../model/slo';
import { outcomesInWords } from '../model/wording/outcomes';
import { intervalInWords } from '../model/wording/promise';
import { durationInWords } from '../model/wording/words';
import type { Place } from './places';

/** One alarm of an SLO in words. Plain texts. */
export interface AlarmWords {
  readonly alarm: string;
  readonly tier?: CatalogueTier;
  readonly meaning: string;
  /** Time after which it goes off when everything fails; nothing where nobody knows. */
  readonly atOutage?: string;
}

const MINUTE_MS = 60_000;
/** An alarm is looked at once a minute. */
const EVALUATION_SECONDS = 60;

/** All of its alarms in words, the fastest first. */
export function alarmsInWords({ objective }: Place): AlarmWords[] {
  const { entry } = objective;
  return alarmsOf(entry).map((alarm) => {
    const tier = entry.tiers.find((one) => one.alarm === alarm);
    if (tier !== undefined) return tierInWords(entry, tier);
    if (alarm === EVIDENCE) return evidenceInWords(entry);
    if (alarm === NO_DATA) return silenceInWords(entry, silentMinutes({ objective }));
    return budgetInWords(entry, alarm);
  });
}

function tierInWords(entry: CatalogueEntry, tier: CatalogueTier): AlarmWords {
  const { alarm, budgetShare, longMinutes, urgency } = tier;
  const share = formatDecimal(exact(budgetShare).mul(100), 3);
  const seen = detectMinutes({
    tier: { name: alarm, ...tier },
    goal: parseGoal(entry.attainmentGoal),
    interval: entry.interval,
    errorRatio: 1,
  });
  const evidence = urgency === 'page' && entry.evidence ? evidenceMinutes(entry) : 0;
  return {
    alarm,
    tier,
    meaning: `${share} % of what may go wrong in ${intervalInWords(entry.interval)} goes wrong within ${minutesInWords(longMinutes)}, and it goes on.`,
    ...(seen === undefined ? {} : { atOutage: minutesInWords(Math.max(wholeMinutes(seen, entry), evidence)) }),
  };
}

function evidenceInWords(entry: CatalogueEntry): AlarmWords {
  const { datapointsToAlarm, evaluationPeriods } = evidenceSpan(entry.measurement.periodSeconds);
  const outcomes = outcomesInWords({ kind: 'periods', periodSeconds: entry.measurement.periodSeconds });
  const many = `${datapointsToAlarm} of ${evaluationPeriods} ${outcomes}`;
  const meaning =
    entry.measurement.kind === 'requests'
      ? `More than a few requests fail: some in ${many}.`
      : `More than chance: ${many} are bad.`;
  return { alarm: EVIDENCE, meaning, atOutage: minutesInWords(evidenceMinutes(entry)) };
}

function silenceInWords(entry: CatalogueEntry, minutes: number | undefined): AlarmWords {
  const [arrives, without] =
    entry.measurement.kind === 'requests' ? ['requests arrive', 'requests'] : ['data arrives', 'data'];
  if (minutes === undefined) return { alarm: NO_DATA, meaning: `No ${arrives}.` };
  const after = minutesInWords(minutes);
  const meaning = `No ${arrives} for ${after}, which is more than chance.`;
  return { alarm: NO_DATA, meaning, atOutage: `${after} without ${without}` };
}

function budgetInWords(entry: CatalogueEntry, alarm: string): AlarmWords {
  const { attainmentGoal, interval, warningThreshold = DEFAULT_WARNING_THRESHOLD } = entry;
  const left = alarm === BUDGET_WARNING ? warningThreshold : 0;
  const spent = budgetMinutes(parseGoal(attainmentGoal), interval)
    .mul(exact(100).sub(exact(left)))
    .div(100);
  const over = intervalInWords(interval);
  const meaning =
    alarm === BUDGET_EXHAUSTED
      ? `All of what may go wrong in ${over} is used up: the promise is broken.`
      : `${left} % or less is left of what may go wrong in ${over}.`;
  return { alarm, meaning, atOutage: minutesInWords(wholeMinutes(spent, entry)) };
}

function evidenceMinutes({ measurement: { periodSeconds } }: CatalogueEntry): number {
  return Math.ceil((evidenceSpan(periodSeconds).datapointsToAlarm * periodSeconds) / 60);
}

/** What a rate of failure reaches in between is seen at the next evaluation; where periods are judged, after the next period. */
function wholeMinutes(minutes: Fraction, { measurement: { kind, periodSeconds } }: CatalogueEntry): number {
  const step = exact(kind === 'periods' ? periodSeconds : EVALUATION_SECONDS).div(60);
  return toNumber(minutes.div(step).ceil().mul(step));
}

/** The template says it: it depends on traffic, which the entry does not name. */
function silentMinutes({ objective: { alarms } }: Pick<Place, 'objective'>): number | undefined {
  const silence = alarms.find(({ name }) => name.endsWith(`/${NO_DATA}`));
  return silence === undefined ? undefined : Math.ceil((silence.evaluationPeriods * silence.period) / 60);
}

export function minutesInWords(minutes: number): string {
  return durationInWords(minutes * MINUTE_MS);
}

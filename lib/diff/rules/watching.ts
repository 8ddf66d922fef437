import type { Objective } from '../../assembly';
import { BUDGET_EXHAUSTED, BUDGET_WARNING, EVIDENCE, NO_DATA } from '../../model/names';
import { alarmKinds, conditionInWords, tierInWords, tierOf } from '../alarms';
import type { Found, Rule } from '../rule';

/** Which alarms watch it. */
export const watching: Rule = ({ objective: was }, { objective: is }) => {
  const [old, now] = [alarmKinds(was), alarmKinds(is)];
  if (old.size > 0 && now.size === 0) return [unwatched(was, is)];
  const gone = [...old.keys()].filter((kind) => !now.has(kind));
  const come = [...now.keys()].filter((kind) => !old.has(kind));
  return [...gone.map((kind) => removed(kind, was, is)), ...come.map((kind) => added(kind, is))];
};

function unwatched(was: Objective, is: Objective): Found {
  const reason = is.entry.noAlarms === undefined ? '' : ` (declared so: ${is.entry.noAlarms})`;
  return {
    kind: 'promise-unwatched',
    level: 'danger',
    before: [...alarmKinds(was).keys()].join(', '),
    after: `no alarm${reason}`,
    consequence: 'The promise stays in the catalogue, and nobody hears any more when it is broken.',
  };
}

function removed(kind: string, was: Objective, is: Objective): Found {
  const found = { before: `${kind}: ${alarmInWords(kind, was)}`, after: 'no such alarm' };
  const tier = tierOf(was, kind);
  if (tier?.urgency === 'page' && pageTiers(is) < pageTiers(was)) {
    const left = pageTiers(is) === 0 ? 'nobody is called any more' : 'fewer faults call someone';
    const consequence = `The promise stays, and ${left}: no alarm takes the place of ${kind}.`;
    return { kind: 'promise-unwatched', level: 'danger', ...found, consequence };
  }
  if (kind === EVIDENCE && pageTiers(is) > 0) {
    const consequence =
      'Nothing tells any more whether more than a few are bad: every page tier calls someone at once, in a quiet hour for a single bad one.';
    return { kind: 'promise-unwatched', level: 'danger', ...found, consequence };
  }
  return { kind: 'alarm-removed', level: 'notice', ...found, consequence: lost(kind, tier !== undefined) };
}

function added(kind: string, is: Objective): Found {
  return {
    kind: 'alarm-added',
    level: 'info',
    before: 'no such alarm',
    after: `${kind}: ${alarmInWords(kind, is)}`,
    consequence: gained(kind, tierOf(is, kind)?.urgency),
  };
}

function alarmInWords(kind: string, objective: Objective): string {
  const tier = tierOf(objective, kind);
  return tier === undefined ? conditionInWords(alarmKinds(objective).get(kind)!) : tierInWords(tier);
}

/** Tiers that wake somebody, with an alarm. */
export function pageTiers(objective: Objective): number {
  const kinds = alarmKinds(objective);
  return objective.entry.tiers.filter(({ alarm, urgency }) => urgency === 'page' && kinds.has(alarm)).length;
}

function lost(kind: string, isTier: boolean): string {
  if (isTier) return `What ${kind} saw is left to the alarms that stay or are added.`;
  switch (kind) {
    case NO_DATA:
      return 'Nobody hears any more when nothing is counted at all.';
    case EVIDENCE:
      return 'No page tier asks for it any more.';
    case BUDGET_WARNING:
    case BUDGET_EXHAUSTED:
      return 'Whoever was told of the error budget itself is not told any more.';
    default:
      return 'Nothing of ours listened to it.';
  }
}

function gained(kind: string, urgency: 'page' | 'ticket' | undefined): string {
  if (urgency !== undefined) return urgency === 'page' ? 'It calls someone, too.' : 'It writes a ticket, too.';
  switch (kind) {
    case NO_DATA:
      return 'It opens an incident when nothing is counted for longer than chance explains.';
    case EVIDENCE:
      return 'A page tier calls someone only while more than a few are bad, or after it stayed in ALARM.';
    case BUDGET_WARNING:
    case BUDGET_EXHAUSTED:
      return 'Its own actions tell of the error budget; it opens no incident.';
    default:
      return 'Nothing of ours listens to it.';
  }
}

import type { Objective } from '../../assembly';
import type { CatalogueEntry, Severity } from '../../model/contracts/catalogue';
import { opensIncident } from '../../model/incident/kinds';
import { severityNow } from '../../model/incident/severity';
import { registerKey } from '../../model/incident/state';
import { listInWords } from '../../model/wording/words';
import { alarmKinds } from '../alarms';
import type { Rule } from '../rule';
import { pageTiers } from './watching';

/** What fires as which severity. */
export const severity: Rule = ({ objective: was }, { objective: is }) => {
  const kinds = [...alarmKinds(is).keys()].filter((kind) => alarmKinds(was).has(kind) && opensIncident(kind));
  const changed = kinds.filter((kind) => severityOf(was, kind) !== severityOf(is, kind));
  if (changed.length === 0 && was.entry.critical === is.entry.critical) return [];
  const changes = changed.map(
    (kind) => `${kind} is ${shown(severityOf(is, kind))} instead of ${shown(severityOf(was, kind))}`,
  );
  const nobody = pageTiers(was) > 0 && pageTiers(is) === 0;
  return [
    {
      kind: 'severity-changed',
      level: nobody ? 'danger' : 'notice',
      before: words(was, kinds),
      after: words(is, kinds),
      consequence:
        changes.length === 0
          ? 'No alarm that stays changes its severity.'
          : `${listInWords(changes)}${nobody ? ', and nobody is called any more' : ''}.`,
    },
  ];
};

function words(objective: Objective, kinds: readonly string[]): string {
  const critical = objective.entry.critical ? 'critical' : 'not critical';
  return [critical, ...kinds.map((kind) => `${kind} ${shown(severityOf(objective, kind))}`)].join(', ');
}

function shown(name: Severity): string {
  return name.toUpperCase();
}

/**
 * Severity of one alarm that fires while nothing is known of evidence, as an incident judges it. Shadow is left out: who hears is another
 * question.
 */
function severityOf({ entry }: Objective, alarm: string): Severity {
  const { shadow: _, ...heard }: CatalogueEntry = entry;
  const register = { slo: entry.slo, alarm, value: 'ALARM', firing: true, at: 0, since: 0 } as const;
  return severityNow({
    objectives: { [entry.slo]: heard },
    registers: { [registerKey(entry.slo, alarm)]: register },
    held: {},
  });
}

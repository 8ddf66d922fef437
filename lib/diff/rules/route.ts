import { type CatalogueEntry, type Severity, severities } from '../../model/contracts/catalogue';
import { worse } from '../../model/incident/severity';
import { listInWords } from '../../model/wording/words';
import type { Found, Rule } from '../rule';

/** Who hears of it. */
export const route: Rule = ({ objective: { entry: was } }, { objective: { entry: is } }) => {
  const changes = [...shadowChange(was, is)];
  const [old, now] = [heardBy(was), heardBy(is)];
  const [before, after] = [words(old), words(now)];
  if (before !== after) {
    const found = differences(old, now);
    const consequence =
      found.length === 0 ? 'The same targets hear of the same as before.' : `From now on ${listInWords(found)}.`;
    changes.push({ kind: 'route-changed', level: 'notice', before, after, consequence });
  }
  return changes;
};

function shadowChange(was: CatalogueEntry, is: CatalogueEntry): Found[] {
  if ((was.shadow ?? false) === (is.shadow ?? false)) return [];
  const [before, after] = [was, is].map(({ shadow }) => (shadow ? 'in shadow: nobody is told' : 'people are told'));
  return [
    is.shadow
      ? {
          kind: 'route-changed',
          level: 'danger',
          before,
          after,
          consequence:
            'Nobody is told any more: alarms and incidents are only recorded, and no backup pager, journey or deployment hears.',
        }
      : {
          kind: 'route-changed',
          level: 'notice',
          before,
          after,
          consequence: 'From now on people are told and called; before, alarms and incidents were only recorded.',
        },
  ];
}

/** A route without targets stands for all of them. */
const EVERYBODY = '';

/** From which severity on each target hears; the least of its routes counts. */
function heardBy({ routes }: CatalogueEntry): ReadonlyMap<string, Severity> {
  const heard = new Map<string, Severity>();
  for (const { targets, from } of routes) {
    for (const target of targets.length === 0 ? [EVERYBODY] : targets) {
      const known = heard.get(target);
      if (known === undefined || severities.indexOf(from) > severities.indexOf(known)) heard.set(target, from);
    }
  }
  return heard;
}

function words(heard: ReadonlyMap<string, Severity>): string {
  const targets = [...heard.keys()].sort();
  return targets.map((target) => `${named(target)}: ${from(heard.get(target)!)}`).join(', ');
}

function differences(old: ReadonlyMap<string, Severity>, now: ReadonlyMap<string, Severity>): string[] {
  const targets = [...new Set([...old.keys(), ...now.keys()])].sort();
  return targets.flatMap((target) => {
    const [was, is] = [effective(old, target), effective(now, target)];
    if (was === is) return [];
    if (is !== undefined) {
      return [`${named(target)} hears of ${from(is)}${was === undefined ? '' : ` instead of ${from(was)}`}`];
    }
    return [`${target === EVERYBODY ? 'targets that are not named hear' : `${target} hears`} of it no longer`];
  });
}

/** A target hears what its own routes say, and what those of every target do. */
function effective(heard: ReadonlyMap<string, Severity>, target: string): Severity | undefined {
  const [own, every] = [heard.get(target), heard.get(EVERYBODY)];
  if (own === undefined || every === undefined) return own ?? every;
  return worse(own, every) === own ? every : own;
}

function named(target: string): string {
  return target === EVERYBODY ? 'every target' : target;
}

function from(severity: Severity): string {
  return severity === 'info' ? 'everything' : `${severity.toUpperCase()} and worse`;
}

import { catalogueOf, type Listed } from '../catalogue';
import { namesInWords } from '../paths';
import { type Response, responsesFor, responsesOf } from '../responses';
import type { Estate, Rule } from '../rule';
import { shown } from '../values';

/** Incidents whose route names nobody who exists reach every target; those whose route names one of two reach that one alone. */
export const ROUTE_UNKNOWN: Rule = {
  id: 'route-unknown',
  level: 'error',
  *find(estate) {
    const all = responsesOf(estate);
    for (const { place, slo, entry } of incidents(estate)) {
      const responses = responsesFor(all, entry.stage, place.stack);
      const known = new Set(responses.flatMap(({ targets }) => targets));
      if (responses.length === 0) continue;
      const asked = new Set(entry.routes.flatMap(({ targets }) => targets));
      for (const target of asked) {
        if (known.has(target)) continue;
        const allowed = `are ${namesInWords([...known]) || 'none'}, the targets of ${stacksOf(responses)}`;
        yield { place, what: `routes of ${slo}`, got: shown(target), allowed };
      }
    }
  },
};

export const ROUTE_EMPTY: Rule = {
  id: 'route-empty',
  level: 'error',
  *find(estate) {
    for (const { place, stage, targets } of responsesOf(estate)) {
      if (targets.length > 0) continue;
      yield {
        place,
        what: `targets of stage ${stage}`,
        got: 'none',
        allowed: 'is at least one: nobody is told of incidents',
      };
    }
    for (const { place, slo, entry } of incidents(estate)) {
      if (entry.routes.length > 0 || entry.noAlarms !== undefined) continue;
      yield {
        place,
        what: `routes of ${slo}`,
        got: 'none',
        allowed: 'is at least one: nobody is told of its incidents',
      };
    }
  },
};

/** Said once for each stack and stage. */
export const RESPONSE_MISSING: Rule = {
  id: 'response-missing',
  level: 'info',
  *find(estate) {
    const all = responsesOf(estate);
    const said = new Set<string>();
    for (const { place, entry } of incidents(estate)) {
      const key = `${place.stack.name}/${entry.stage}`;
      if (said.has(key) || responsesFor(all, entry.stage, place.stack).length > 0) continue;
      said.add(key);
      yield {
        place,
        what: `response of stage ${entry.stage}`,
        got: 'none in this assembly',
        allowed: 'is one that is deployed already: the routes of its SLOs were not checked',
      };
    }
  },
};

export const SLO_WITHOUT_ALARM: Rule = {
  id: 'slo-without-alarm',
  level: 'error',
  *find(estate) {
    for (const { place, slo, entry } of incidents(estate)) {
      if (entry.tiers.length > 0 || entry.noAlarms !== undefined) continue;
      const allowed = 'is at least one burn-rate alarm, or the reason for none (AlertPolicy.none)';
      yield { place, what: `alarms of ${slo}`, got: 'none', allowed };
    }
  },
};

/** The entry of the test alarm is no SLO. */
function incidents(estate: Estate): readonly Listed[] {
  return catalogueOf(estate).listed.filter(({ entry }) => !entry.canary);
}

function stacksOf(responses: readonly Response[]): string {
  return [...new Set(responses.map(({ place }) => place.stack.name))].join(' and ');
}

import type { Objective } from '../../assembly';
import { OBJECTIVE } from '../../assembly/resource-types';
import { LARGEST_ENTRY_BYTES } from '../../model/contracts/entry-size';
import { alarmsOf } from '../../model/incident/kinds';
import { alarmName, CANARY, catalogueParameterName, logicalId, objectiveOf, parseAlarmName } from '../../model/names';
import { brokenOfOurs, faultInParts } from '../broken';
import { catalogueOf, sloKey } from '../catalogue';
import { objectivesOf } from '../objective-index';
import { textAt } from '../paths';
import { resourcesOf } from '../resources';
import type { Estate, Place, Rule } from '../rule';
import { shown } from '../values';

/** What is ours and cannot be read: the functions could not read it either. */
export const CATALOGUE_UNREADABLE: Rule = {
  id: 'catalogue-unreadable',
  level: 'error',
  *find(estate) {
    const { faulty } = catalogueOf(estate);
    for (const { place, fault } of faulty) yield { place, ...fault };
    const told = new Set(faulty.map(({ place }) => place.resource));
    for (const [{ fault }, place] of brokenOfOurs(estate)) {
      if (!told.has(place.resource)) yield { place, ...faultInParts(fault) };
    }
  },
};

/** Source: Systems Manager user guide, "Parameter Store": 4 KB of a standard parameter, which is what has no tier. */
export const CATALOGUE_TOO_LARGE: Rule = {
  id: 'catalogue-too-large',
  level: 'error',
  *find(estate) {
    for (const { place, slo } of [...catalogueOf(estate).listed, ...catalogueOf(estate).faulty]) {
      const { Value, Tier = 'Standard' } = estate.settled(place);
      const bytes = typeof Value === 'string' ? Buffer.byteLength(Value) : 0;
      if (bytes <= LARGEST_ENTRY_BYTES || Tier !== 'Standard') continue;
      const allowed = `are ${LARGEST_ENTRY_BYTES}: shorten the texts`;
      yield { place, what: `catalogue entry of ${slo}`, got: `${bytes} bytes`, allowed };
    }
  },
};

export const CATALOGUE_ALARM_MISSING: Rule = {
  id: 'catalogue-alarm-missing',
  level: 'error',
  *find(estate) {
    const broken = new Set([...brokenOfOurs(estate).values()].map(({ resource }) => resource.Properties?.AlarmName));
    for (const objective of estate.objectives) {
      const { entry } = objective;
      const there = new Set<unknown>(objective.alarms.map(({ name }) => name));
      for (const alarm of alarmsOf(entry)) {
        const name = alarmName({ ...entry, alarm });
        if (there.has(name) || broken.has(name)) continue;
        const allowed = `is the alarm ${shown(name)}, which its catalogue entry promises`;
        yield { place: placeOf(estate, objective), what: `alarm "${alarm}" of ${entry.slo}`, got: 'nothing', allowed };
      }
    }
  },
};

/** An alarm that no entry explains opens an incident of which nobody knows the owner, at the fallback route. */
export const CATALOGUE_ALARM_UNLISTED: Rule = {
  id: 'catalogue-alarm-unlisted',
  level: 'warning',
  *find(estate) {
    const { byKey, named } = catalogueOf(estate);
    for (const alarm of estate.alarms) {
      const parts = parseAlarmName(alarm.name);
      if (parts === undefined) continue;
      const key = sloKey(alarm, parts);
      const listed = byKey.get(key);
      if (listed === undefined && named.has(key)) continue;
      const kinds = listed === undefined ? [] : listed.entry.canary ? [CANARY] : alarmsOf(listed.entry);
      if (kinds.includes(parts.alarm)) continue;
      const allowed =
        listed === undefined
          ? `is an alarm of an SLO with a catalogue entry, the parameter ${catalogueParameterName(parts.stage, parts.slo)}`
          : `are the alarms of its catalogue entry: ${kinds.join(', ') || 'none'}`;
      yield { place: alarm, what: 'AlarmName', got: shown(alarm.name), allowed };
    }
  },
};

/** Without its SLO nothing is published that the alarms of an entry could see. */
export const CATALOGUE_WITHOUT_SLO: Rule = {
  id: 'catalogue-without-slo',
  level: 'error',
  *find(estate) {
    const objectives = objectivesOf(estate);
    if (objectives.hasUnknown) return;
    for (const { place, slo, entry } of catalogueOf(estate).listed) {
      if (entry.canary || objectives.find(objectiveOf(entry), place.stack)) continue;
      const allowed = `is an SLO of Application Signals with this name in the same account and region`;
      yield { place, what: `SLO of the catalogue entry ${slo}`, got: shown(objectiveOf(entry)), allowed };
    }
  },
};

/** Only what bears the logical id that we give: SLOs of others have names like ours. */
export const SLO_WITHOUT_CATALOGUE: Rule = {
  id: 'slo-without-catalogue',
  level: 'error',
  *find(estate) {
    const { named } = catalogueOf(estate);
    const entries = new Set([...named].map((key) => key.split('/').slice(2).join('/')));
    for (const place of resourcesOf(estate, OBJECTIVE)) {
      const name = textAt(place.resource.Properties, 'Name') ?? '';
      const [stage, slo] = [name.slice(0, name.indexOf('-')), name.slice(name.indexOf('-') + 1)];
      if (place.logicalId !== logicalId('Slo', stage, slo) || entries.has(`${stage}/${slo}`)) continue;
      const allowed = `is the parameter ${catalogueParameterName(stage, slo)}, by which incidents know its owner and routes`;
      yield { place, what: 'catalogue entry', got: 'nothing', allowed };
    }
  },
};

/** The parameter of an SLO's entry; the SLO where it has another name. */
function placeOf(estate: Estate, objective: Objective): Place {
  return catalogueOf(estate).byKey.get(sloKey(objective, objective.entry))?.place ?? objective;
}

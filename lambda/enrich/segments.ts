import type { Enrichment, OtherIncidents } from './enrichment';
import { goingOn } from './going-on';

/** In which segments the service has trouble now. */
export function segments(incidents: OtherIncidents): Enrichment {
  return {
    name: 'segments',
    what: 'which segments are affected',
    source: 'the ledger of incidents',
    async find(subject) {
      const open = await goingOn(incidents, subject);
      const names = open.flatMap(({ group: { service, segment } }) =>
        service === subject.group.service ? (segment ?? []) : [],
      );
      return { segments: [...new Set(names)].sort() };
    },
  };
}

import type { IncidentEvent } from '../../lib/model/contracts/incident-event';
import { goesOn, type IncidentState, isPageLost } from '../../lib/model/incident';
import { mergedInto } from '../../lib/model/incident/merge';
import { isSharedPage, pageOf, type Woken } from '../../lib/model/incident/page-together';
import type { Incident, Incidents } from './incidents';
import { type PageItem, pageItem } from './items';
import { equals, type LedgerTable, older } from './table';

/**
 * One page per route and a few minutes, in a storm: a row per route says which incident woke somebody last, and whoever pages within
 * that time gives way to it. By the incidents' own times and not by the clock, so that asking again finds the same: whoever has the row
 * already wakes somebody, also after its worker died. What is over by now wakes nobody, and gives the row away.
 */
export class Pages {
  readonly #table: LedgerTable;
  readonly #incidents: Incidents;
  readonly #now: () => number;

  constructor(table: LedgerTable, incidents: Incidents, now: () => number) {
    this.#table = table;
    this.#incidents = incidents;
    this.#now = now;
  }

  /** @returns the incident, whose page may belong to another one now */
  async together(incident: Incident, targets: readonly Woken[]): Promise<Incident> {
    const page = pageOf(incident.state, targets);
    if (page === undefined) return incident;
    const { pageTogetherMs } = incident.state.rules;
    const claim = pageItem(incident, page);
    const won = await this.#table.put(claim, older('at', page.at - pageTogetherMs + 1));
    if (won) return incident;
    const last = (await this.#table.get(claim.pk, claim.sk)) as PageItem | undefined;
    if (last === undefined || last.incident === incident.id || !isSharedPage(page, last, pageTogetherMs))
      return incident;
    if (!goesOn(await this.#incidents.state(last.incident), last.cycle)) {
      const isTaken = await this.#table.put(claim, equals('incident', last.incident));
      return isTaken ? incident : this.together(incident, targets);
    }
    const at = this.#now();
    const cycle = last.cycle === undefined ? {} : { cycle: last.cycle };
    const shared = await this.#incidents.change(incident.id, (state) =>
      pageOf(state, targets) === undefined
        ? undefined
        : { version: 1, type: 'pageShared', at, with: last.incident, ...cycle },
    );
    return shared ?? incident;
  }

  /** The other way round: what becomes of an incident whose page was another one's, when that is over. Whoever merged the two knows. */
  async apart(incident: string, state: IncidentState): Promise<IncidentEvent | undefined> {
    const { pageSharedWith } = state.episode;
    if (pageSharedWith === undefined) return undefined;
    const other = await this.#incidents.state(pageSharedWith);
    if (other && mergedInto(other)?.incident === incident) return undefined;
    const at = this.#now();
    return isPageLost(state, other, at) ? { version: 1, type: 'pageUnshared', at } : undefined;
  }
}

import type { IncidentLogs } from '../../lambda/enrich/relate';
import type { Incident } from '../../lambda/ledger/ledger';
import type { IncidentEvent } from '../../lib/model/contracts/incident-event';
import { fold, type IncidentState } from '../../lib/model/incident';
import type { Group } from '../../lib/model/names';

export const GROUP: Group = { account: '111122223333', region: 'eu-west-1', stage: 'prod', service: 'shop' };

/** The ledger's logs in memory, without its table. */
export class MemoryIncidents implements IncidentLogs {
  readonly #incidents = new Map<string, { readonly group: Group; readonly events: IncidentEvent[] }>();
  /** Previous generations, the newest first. */
  earlier: { readonly id: string; readonly state: IncidentState }[] = [];
  /** Somebody else appends this right before the next one of ours. */
  faster: IncidentEvent | undefined;
  readonly askedEarlier: unknown[][] = [];

  add(id: string, events: readonly IncidentEvent[], group: Partial<Group> = {}): this {
    this.#incidents.set(id, { group: { ...GROUP, ...group }, events: [...events] });
    return this;
  }

  append(id: string, ...events: IncidentEvent[]): void {
    this.#incidents.get(id)!.events.push(...events);
  }

  of(id: string): Incident {
    const { group, events } = this.#incidents.get(id)!;
    const log = events.map((event, index) => ({ n: index + 1, event }));
    return { id, group, log, state: fold(log)! };
  }

  async change(
    id: string,
    next: (state: IncidentState) => Promise<IncidentEvent | undefined> | IncidentEvent | undefined,
  ): Promise<Incident | undefined> {
    if (!this.#incidents.has(id)) return undefined;
    for (;;) {
      const before = this.of(id);
      const event = await next(before.state);
      if (event === undefined) return before;
      if (this.faster !== undefined) {
        this.append(id, this.faster);
        this.faster = undefined;
      }
      if (this.of(id).state.revision > before.state.revision) continue;
      this.append(id, event);
      return this.of(id);
    }
  }

  async earlierIncidents(...asked: Parameters<IncidentLogs['earlierIncidents']>) {
    this.askedEarlier.push(asked);
    return this.earlier;
  }

  async neighbours(stage: string): Promise<Incident[]> {
    return [...this.#incidents.keys()].map((id) => this.of(id)).filter(({ group }) => group.stage === stage);
  }
}

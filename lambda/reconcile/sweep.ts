import type { TargetConfig } from '../../lib/model/contracts/target-config';
import { CLOSED, isOpen } from '../../lib/model/delivery/breaker';
import { METRICS } from '../../lib/model/delivery/metrics';
import { noticeKey, unreachableBeside } from '../../lib/model/delivery/notice';
import { type Behind, behind, isThrough } from '../../lib/model/delivery/sweep';
import { targetsOf } from '../../lib/model/incident';
import type { Ask } from '../ask-targets';
import { measure } from '../emf';
import type { Breakers } from '../ledger/breakers';
import type { Deliveries } from '../ledger/deliveries';
import type { Incident } from '../ledger/ledger';
import { log } from '../log';

/** As long as SQS remembers a deduplication id: whoever still lags behind is asked once in each span. */
const ASK_AGAIN_MS = 5 * 60_000;
/** An end that could not be told for so long is given up: the operators' alarms have told of it all the time. */
const GIVEN_UP_MS = 4 * 86_400_000;

export interface SweeperProps {
  readonly stage: string;
  readonly targets: readonly Pick<TargetConfig, 'name' | 'kind' | 'canary'>[];
  readonly deliveries: Deliveries;
  readonly breakers: Breakers;
  readonly ask: (asks: readonly Ask[]) => Promise<void>;
  readonly now: () => number;
}

/** Asks targets again that lag behind an incident while nobody works on them. Finds out with one query per incident. */
export class Sweeper {
  readonly #props: SweeperProps;
  readonly #names: readonly string[];

  constructor(props: SweeperProps) {
    this.#props = props;
    this.#names = props.targets.map(({ name }) => name);
  }

  /** Once in each pass, incidents or not: an alarm listens, and no data would be no news. */
  async measureBreakers(): Promise<void> {
    const breakers = await this.#props.breakers.all();
    const open = this.#names.filter((name) => isOpen(breakers.get(name) ?? CLOSED)).length;
    measure(this.#props.stage, [{ name: METRICS.openBreakers, value: open, unit: 'Count' }]);
  }

  async sweep({ id, state }: Incident): Promise<void> {
    const { deliveries, targets, breakers, now } = this.#props;
    const [rows, known] = await Promise.all([deliveries.objects(id), breakers.all()]);
    const asks = targetsOf(state, targets).flatMap((target): Ask[] => {
      const unreachable = unreachableBeside(target, state, targets, known);
      const why = behind(state, rows.get(target), noticeKey(unreachable), now());
      if (why === undefined) return [];
      log.warn({ message: 'target lags behind', incident: id, target, revision: state.revision, why });
      const request = { version: 1, incident: id, target, revision: state.revision } as const;
      return [{ request, id: this.#askId(request, why, unreachable.length) }];
    });
    if (asks.length > 0) await this.#props.ask(asks);
  }

  /** Whether nobody need look at the incident any more: everybody has heard its end. */
  async isTold({ id, state }: Incident): Promise<boolean> {
    const { deliveries, targets, now } = this.#props;
    if (now() - state.revisedAt > GIVEN_UP_MS) return true;
    const rows = await deliveries.objects(id);
    return targetsOf(state, targets).every((target) => isThrough(state, rows.get(target)));
  }

  /** Differs from the first request's, and from a notice's that told something else. */
  #askId({ incident, target, revision }: Ask['request'], why: Behind, notices: number): string {
    const span = Math.floor(this.#props.now() / ASK_AGAIN_MS);
    return `${incident}#${target}#r${revision}#${why}${notices}#${span}`;
  }
}

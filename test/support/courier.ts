import type { AlarmValue } from '../../lib/model/contracts/alarm-event';
import { shuffled } from './schedule';
import type { World } from './world';

/** A change of an alarm of the estate. */
export interface Change {
  readonly slo: string;
  readonly alarm: string;
  readonly value: AlarmValue;
}

/** Milliseconds by which an alarm's clock goes ahead of everybody's. */
export type Skew = (alarm: string) => number;

/** Brings messages about changes: in any order, more than once, and some copies at the next occasion only. */
export class Courier {
  readonly #world: World;
  readonly #random: () => number;
  readonly #skew: Skew;
  #late: object[] = [];

  constructor(world: World, random: () => number, skew: Skew = () => 0) {
    this.#world = world;
    this.#random = random;
    this.#skew = skew;
  }

  async say(changes: readonly Change[]): Promise<void> {
    const messages = changes.map(({ slo, alarm, value }) =>
      this.#world.event(
        slo,
        alarm,
        value,
        value === 'ALARM' ? 'OK' : 'ALARM',
        this.#world.now() + this.#skew(`${slo}/${alarm}`),
      ),
    );
    const repeated = messages.filter(() => this.#random() < 0.4);
    const [late, now] = [repeated.slice(1), repeated.slice(0, 1)];
    const arriving = shuffled([...messages, ...now, ...this.#late], this.#random);
    this.#late = late;
    for (const message of arriving) {
      await this.#world.stack.putEvent(message);
      // Sometimes several are handled together.
      if (this.#random() < 0.8) await this.#world.stack.drain();
    }
    await this.#world.stack.drain();
  }
}

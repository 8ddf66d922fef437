import type { OpenedView } from '../../lib/local';
import { AFTER_HIDDEN } from './evening';
import { type Done, timesOnRecord } from './on-record';
import { callsOf, pagerOf } from './pager-side';
import { remoteSides } from './remote-side';
import { DANA, type World } from './world';

/** What stands in the log after a button. */
const EVENTS = {
  acknowledge: 'acknowledged',
  nameCause: 'causeNamed',
  closeCause: 'causeClosed',
  confirm: 'confirmed',
  merge: 'merged',
} as const satisfies Record<string, Done['type']>;

const MOST_TRIES = 20;

/**
 * Who is on call when functions die: waits for a message with the button, presses it, fills in the form, does it again where an error was
 * shown, and goes on when it is on record. A form that was not taken is sent again as it is, as one does with a form that stays open.
 */
export class OnCall {
  readonly done: Done[] = [];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** @param answers what is written into the form, where a press is not enough */
  async does(incident: string, action: keyof typeof EVENTS, answers?: Readonly<Record<string, string>>): Promise<void> {
    const done = { incident, type: EVENTS[action] };
    this.done.push(done);
    await this.#until(() => this.#isTaken(incident, action, answers));
    await this.#until(async () => (await timesOnRecord(this.#world.stack, done)) > 0);
  }

  /** At the pager, once it rings for one of them: of two in a storm only one calls. What nobody took is told again. */
  async answers(incidents: readonly string[]): Promise<void> {
    const { stack } = this.#world;
    const pager = pagerOf(stack);
    const called = () => incidents.find((incident) => callsOf(stack, incident).length > 0);
    await this.#until(async () => called() !== undefined);
    const incident = called() ?? incidents[0]!;
    const done = { incident, type: EVENTS.acknowledge };
    this.done.push(done);
    for (const { id } of callsOf(stack, incident).slice(0, 1)) await pager.acknowledge(id);
    await this.#until(async () => {
      await pager.tellAgain();
      await stack.drain();
      return (await timesOnRecord(stack, done)) > 0;
    });
  }

  async #until(met: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES && !(await met()); tries += 1) await this.#world.jump(AFTER_HIDDEN);
  }

  async #isTaken(incident: string, action: string, answers?: Readonly<Record<string, string>>): Promise<boolean> {
    const { people, vendors } = this.#world.stack;
    const objects = (await remoteSides(this.#world.stack, incident)).flatMap((side) => side.objects);
    const ts = await people.withButton(
      objects.map(({ id }) => id),
      action,
    );
    if (ts === undefined) return false;
    const before = vendors.views().length;
    const { status } = await people.press({ ts, action, user: DANA });
    const view = vendors.views()[before];
    const taken = answers === undefined ? status === 200 : view !== undefined && (await this.#sent(view, answers));
    await this.#world.stack.drain();
    return taken;
  }

  async #sent(view: OpenedView, answers: Readonly<Record<string, string>>): Promise<boolean> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { status, body } = await this.#world.stack.people.submit(view, answers, DANA);
      if (status === 200 && body === '') return true;
    }
    return false;
  }
}

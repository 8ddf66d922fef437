import { byId, clockTime, dayOf, h, say } from '/drawing/dom.mjs';

const SPEEDS = [
  [60, '60×', '60 times as fast as real time'],
  [100, '100×', '100 times as fast as real time'],
  [300, '300×', '300 times as fast as real time'],
  [1000, '1000×', '1000 times as fast as real time'],
  ['max', 'max', 'as fast as this computer can'],
];
const MINUTE_MS = 60_000;

/** The virtual clock, and the controls over it. */
export class Controls {
  #state;
  #heardAt = 0;
  #connected = false;
  #radios = new Map();
  #calm = matchMedia('(prefers-reduced-motion: reduce)');

  constructor(send) {
    byId('pause').addEventListener('click', () => send({ action: this.#state.clock.paused ? 'play' : 'pause' }));
    byId('again').addEventListener('click', () => send({ action: 'again' }));
    for (const [speed, label, title] of SPEEDS) {
      const radio = h('input', { type: 'radio', name: 'speed', value: speed });
      radio.addEventListener('change', () => send({ action: 'speed', speed }));
      this.#radios.set(speed, radio);
      byId('speeds').append(h('label', { title }, radio, h('span', null, label)));
    }
    requestAnimationFrame(() => this.#tick());
  }

  render(state) {
    this.#state = state;
    this.#heardAt = performance.now();
    this.#enable();
    const { paused, speed } = state.clock;
    say(byId('pause'), paused ? 'Play' : 'Pause');
    const radio = this.#radios.get(speed);
    if (radio && !radio.checked) radio.checked = true;
    this.#showTime();
  }

  connected(connected) {
    this.#connected = connected;
    byId('connection').hidden = connected;
    this.#enable();
  }

  #enable() {
    const phase = this.#connected ? this.#state?.phase : undefined;
    const plays = phase === 'history' || phase === 'evening';
    byId('pause').disabled = !plays;
    byId('speeds').disabled = !plays;
    byId('again').disabled = !plays && phase !== 'over';
  }

  /** Between two minutes that we hear of the clock goes on by itself. */
  #tick() {
    if (!this.#calm.matches) this.#showTime();
    requestAnimationFrame(() => this.#tick());
  }

  #showTime() {
    const { clock, story, phase } = this.#state ?? {};
    if (story == null) {
      say(byId('time'), '--:--');
      say(byId('day'), '');
      return;
    }
    const heard = clock.now ?? story.from;
    const runs = phase === 'evening' && !clock.paused && clock.speed !== 'max' && !this.#calm.matches;
    const passed = runs ? Math.min((performance.now() - this.#heardAt) * clock.speed, MINUTE_MS - 1) : 0;
    const now = heard + passed;
    say(byId('time'), clockTime(now, story.timeZone));
    say(byId('day'), `${dayOf(now, story.timeZone)} · ${story.timeZone}`);
    const minutes = Math.min(Math.max(now, story.from), story.to);
    document.dispatchEvent(new CustomEvent('story-time', { detail: minutes }));
  }
}

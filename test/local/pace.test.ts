import { Pace } from '../../lib/local/story/pace';

const never = new AbortController().signal;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** How many minutes begin in a stretch of real time. */
async function minutesIn(pace: Pace, realMs: number, during: () => void = () => undefined): Promise<number> {
  let [minutes, over] = [0, false];
  void (async () => {
    while (!over) {
      await pace.next(never);
      if (!over) minutes += 1;
    }
  })();
  await jest.advanceTimersByTimeAsync(0);
  during();
  await jest.advanceTimersByTimeAsync(realMs);
  over = true;
  return minutes;
}

describe('the pace of a story', () => {
  it.each([
    [60, 10],
    [100, 16],
    [1000, 166],
  ])('at %i times real time lets %i minutes pass in ten seconds', async (speed, expected) => {
    expect(Math.abs((await minutesIn(new Pace(speed), 10_000)) - expected)).toBeLessThanOrEqual(1);
  });

  it('waits for nothing at full speed', async () => {
    const pace = new Pace('max');
    for (let minute = 0; minute < 1000; minute += 1) await pace.next(never);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('stands still while it is paused, also at full speed, and goes on afterwards', async () => {
    const pace = new Pace('max');
    pace.paused = true;
    const passed = jest.fn();
    const next = pace.next(never).then(passed);
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(passed).not.toHaveBeenCalled();
    pace.paused = false;
    await next;
    expect(passed).toHaveBeenCalled();
  });

  it('obeys a new speed in the middle of a wait', async () => {
    const pace = new Pace(60);
    expect(await minutesIn(pace, 3000, () => (pace.speed = 1000))).toBeGreaterThan(40);
  });

  it('lets go of a wait when the story is ended', async () => {
    const pace = new Pace(60);
    pace.paused = true;
    const ended = new AbortController();
    const next = pace.next(ended.signal);
    ended.abort();
    await next;
    expect(jest.getTimerCount()).toBe(0);
  });
});

import { busyEstate } from './estate';
import { type KillRun, killRun, type Phase, SEEDS_PER_WORLD } from './kill-run';

/** Every function killed at every call that it makes to AWS and vendors, in one phase of the call. */
export function killSuite(phase: Phase): void {
  describe(`every function killed ${phase} each of its calls, ${SEEDS_PER_WORLD} seeds each`, () => {
    let run: KillRun;
    beforeAll(async () => {
      const estate = busyEstate();
      run = await killRun(estate.assembly, phase, { first: 1, count: SEEDS_PER_WORLD }).finally(estate.remove);
    });

    it('loses nothing, and leaves one message and one issue per incident, each note once, in the right end (invariants 4 and 5)', () => {
      expect(run.violations).toEqual([]);
    });

    it('was really killed there: each function once per seed, and at no call never', () => {
      expect(run.functions.size).toBe(7);
      for (const [name, { calls, killedAt }] of run.functions) {
        expect([name, killedAt.length]).toEqual([name, expect.any(Number)]);
        expect(killedAt.length).toBeGreaterThanOrEqual(SEEDS_PER_WORLD);
        const everyCall = Array.from({ length: calls }, (_, index) => index + 1);
        expect([name, everyCall.filter((call) => !killedAt.includes(call))]).toEqual([name, []]);
      }
    });
  });
}

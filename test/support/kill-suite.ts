import { busyEstate } from './estate';
import { type KillRun, killRun } from './kill-run';
import { LEAST_DEATHS, type Phase } from './reaper';

/** Every function; and of `deliver` what it does at the pager, once more for the end that is told again. */
const WORKS = [
  'act',
  'callbacks',
  'canary',
  'deliver',
  'deliver a call',
  'deliver an end again',
  'enrich',
  'reconcile',
  'record-signal',
  'slack-actions',
];

/** Every function killed at every call that it makes to AWS and vendors, in one phase of the call. */
export function killSuite(phase: Phase): void {
  describe(`every function killed ${phase} each of its calls`, () => {
    let run: KillRun;
    beforeAll(async () => {
      const estate = busyEstate();
      run = await killRun(estate.assembly, phase, 1).finally(estate.remove);
    }, 600_000);

    it('loses nothing, and leaves one message, one issue and one call per incident, each note once, in the right end (invariants 4 and 5)', () => {
      expect(run.violations).toEqual([]);
    });

    it(`was really killed there: each function ${LEAST_DEATHS} times, and at no call never`, () => {
      expect([...run.works.keys()].sort()).toEqual(WORKS);
      for (const [name, { calls, killedAt }] of run.works) {
        const everyCall = Array.from({ length: calls }, (_, index) => index + 1);
        const spared = everyCall.filter((call) => !killedAt.includes(call));
        const isOften = killedAt.length >= LEAST_DEATHS;
        expect({ name, isOften, spared }).toEqual({ name, isOften: true, spared: [] });
      }
    });
  });
}

import type { Objective } from '../../assembly';
import { recordedMetrics } from '../../model/contracts/measurement';
import type { Story } from '../../model/contracts/story';

/**
 * A story is about SLOs and services of the assembly, and plays SLOs that count requests: recordings are of requests.
 *
 * @throws Error that names the story, the place, and what is allowed
 */
export function checkNames(story: Story, objectives: readonly Objective[]): void {
  const { name, recordings, reports, changes, people } = story;
  const slos = objectives.map(({ entry }) => entry.slo);
  const services = objectives.map(({ entry }) => entry.service);
  const fail = (place: string, got: string, allowed: readonly string[]) => {
    const known = [...new Set(allowed)].join(', ');
    throw new Error(`story ${name}: ${place}: got "${got}", allowed are ${known}`);
  };
  const check = (place: string, got: string | undefined, allowed: readonly string[]) =>
    got === undefined || allowed.includes(got) || fail(place, got, allowed);
  const played = objectives.filter(({ entry }) => recordings[entry.slo] !== undefined);
  for (const slo of Object.keys(recordings)) check('recordings', slo, slos);
  for (const { entry } of played) {
    if (recordedMetrics(entry.measurement) === undefined)
      throw new Error(
        `story ${name}: recordings: got "${entry.slo}", whose SLI is not counted in requests; allowed are SLOs that count good, bad and all requests`,
      );
  }
  for (const [index, { slo }] of reports.entries()) check(`reports.${index}.slo`, slo, Object.keys(recordings));
  for (const [index, { service }] of changes.entries()) check(`changes.${index}.service`, service, services);
  // Nothing is known of incidents of services that are not played.
  const told = played.map(({ entry }) => entry.service);
  for (const [index, person] of people.entries()) {
    check(`people.${index}.incident`, person.incident, told);
    if (person.does === 'merge') check(`people.${index}.into`, person.into, told);
  }
}

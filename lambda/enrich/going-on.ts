import type { Incident } from '../ledger/ledger';
import type { OtherIncidents, Subject } from './enrichment';

/** Each look at an incident reads the others once, who ever asks: in a storm there are many, with long logs. */
const READ = new WeakMap<Pick<Subject, 'group'>, Promise<Incident[]>>();

/** Open incidents that people follow in the subject's stage, account and region, its own among them. */
export function goingOn(incidents: OtherIncidents, subject: Pick<Subject, 'group'>): Promise<Incident[]> {
  const read = READ.get(subject) ?? openBeside(incidents, subject);
  READ.set(subject, read);
  return read;
}

async function openBeside(incidents: OtherIncidents, { group }: Pick<Subject, 'group'>): Promise<Incident[]> {
  const all = await incidents.neighbours(group.stage);
  return all.filter(
    ({ group: { account, region }, state: { status } }) =>
      status === 'open' && account === group.account && region === group.region,
  );
}

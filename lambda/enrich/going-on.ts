import type { Incident } from '../ledger/ledger';
import type { OtherIncidents, Subject } from './enrichment';

/** Open incidents that people follow in the subject's stage, account and region, its own among them. */
export async function goingOn(incidents: OtherIncidents, { group }: Pick<Subject, 'group'>): Promise<Incident[]> {
  const all = await incidents.neighbours(group.stage);
  return all.filter(
    ({ group: { account, region }, state: { status } }) =>
      status === 'open' && account === group.account && region === group.region,
  );
}

import type { App } from 'aws-cdk-lib';
import { Service, Slo, SloStack, Team } from '../../lib';
import { SERVICE, SLO, TEAM } from './fixture';

export const ACCOUNT = '111122223333';

export interface EstateProps {
  readonly teams: number;
  readonly servicesOfATeam: number;
  readonly slosOfAService: number;
  /** @default 'prod' */
  readonly stage?: string;
  /** @default 'eu-west-3' */
  readonly region?: string;
}

/** Teams with services with SLOs, a stack for each team. */
export function estate(app: App, props: EstateProps): { stacks: SloStack[]; services: Service[]; slos: Slo[] } {
  const { teams, servicesOfATeam, slosOfAService, stage = 'prod', region = 'eu-west-3' } = props;
  const made = { stacks: [] as SloStack[], services: [] as Service[], slos: [] as Slo[] };
  for (let team = 0; team < teams; team += 1) {
    const teamName = `team-${team}`;
    const stack = new SloStack(app, `${stage}-${teamName}-${region}`, {
      env: { account: ACCOUNT, region },
      teamName,
      stage,
    });
    const owner = new Team(stack, 'Team', { ...TEAM, teamName });
    for (let number = 0; number < servicesOfATeam; number += 1) {
      const serviceName = `${teamName}.service-${number}`;
      const service = new Service(stack, serviceName, { team: owner, ...SERVICE, stage, serviceName });
      for (let which = 0; which < slosOfAService; which += 1) {
        const sloName = `${serviceName}.promise-${which}`;
        made.slos.push(new Slo(stack, sloName, { service, ...SLO, sloName }));
      }
      made.services.push(service);
    }
    made.stacks.push(stack);
  }
  return made;
}

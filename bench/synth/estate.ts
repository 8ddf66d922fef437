/** What every arm declares: services with five promises each, five services to a team, a stack for each team. */
export interface Promised {
  readonly team: string;
  readonly service: string;
  readonly slo: string;
  /** Value of the dimension `Operation`. */
  readonly operation: string;
}

export interface PromisedService {
  readonly team: string;
  readonly service: string;
  readonly slos: readonly Promised[];
}

const SLOS_OF_A_SERVICE = 5;
const SERVICES_OF_A_TEAM = 5;

export const STAGE = 'prod';
export const GOAL = 99.9;
export const PROMISE = 'Your order goes through.';
export const IMPACT = 'Every failed order is a lost sale.';
export const STEPS = ['Look at the last deployment.', 'Look for locks.', 'Roll back.'];
/** Makes the no-data alarm wait for 13 minutes. */
export const TROUGH = 60;

export function runbook(service: string): string {
  return `https://runbooks.shop.example/${service}`;
}

export function contact(team: string): string {
  return `${team}@shop.example`;
}

/** The services by team, in order, with so many promises in all. */
export function estate(slos: number): Map<string, PromisedService[]> {
  const teams = new Map<string, PromisedService[]>();
  for (let at = 0; at < slos / SLOS_OF_A_SERVICE; at += 1) {
    const team = `team-${Math.floor(at / SERVICES_OF_A_TEAM)}`;
    const service = `service-${at}`;
    const promised = Array.from({ length: SLOS_OF_A_SERVICE }, (_, which) => {
      return { team, service, slo: `${service}.promise-${which}`, operation: `${service}/operation-${which}` };
    });
    teams.set(team, [...(teams.get(team) ?? []), { team, service, slos: promised }]);
  }
  return teams;
}

import { type App, Stack } from 'aws-cdk-lib';
import { Service, type ServiceProps, Slo, type SloProps, Team, type TeamProps } from '../../lib';
import { sloPages } from '../../lib/pages';
import { SERVICE, SLO, TEAM } from '../constructs/fixture';
import { synthesized } from '../support/estate';

export interface Declared {
  /** Id of the stack. @default 'Shop' */
  readonly id?: string;
  readonly env?: { readonly account?: string; readonly region?: string };
  readonly service?: Partial<ServiceProps>;
  readonly team?: Partial<TeamProps>;
  /** The SLOs of the service, as changes of one. */
  readonly slos?: readonly Partial<SloProps>[];
}

/** A stack with a service and its SLOs. */
export function declares({ id = 'Shop', env, service, team, slos = [{}] }: Declared): (app: App) => Stack {
  return (app) => {
    const stack = new Stack(app, id, env === undefined ? {} : { env });
    const owner = new Team(stack, 'Team', { ...TEAM, ...team });
    const shop = new Service(stack, 'Service', { team: owner, ...SERVICE, ...service });
    for (const [at, slo] of slos.entries()) new Slo(stack, `Slo${at}`, { service: shop, ...SLO, ...slo });
    return stack;
  };
}

/** The pages of what is declared, by path. */
export function pagesOf(...declared: readonly Declared[]): Record<string, string> {
  const estate = synthesized(...declared.map(declares));
  try {
    return Object.fromEntries(sloPages(estate.assembly).map(({ path, text }) => [path, text]));
  } finally {
    estate.remove();
  }
}

/** What stands below a heading of the second level. */
export function section(page: string, heading: string): string {
  const [, after = ''] = page.split(`\n## ${heading}\n`);
  return after.split('\n## ')[0]!.trim();
}

export function headingsOf(page: string): string[] {
  return [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading!);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { context } from '../../cdk.json';
import { Service, type ServiceProps, Slo, type SloProps, Team, type TeamProps } from '../../lib';
import { diff } from '../../lib/commands/diff';
import type { Change, ChangeKind, DiffDocument } from '../../lib/model/contracts/documents';
import { SERVICE, SLO, TEAM } from '../constructs/fixture';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that goes with the tests. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'cdk-slo-diff-'));
  folders.push(made);
  return made;
}

/** What `cdk synth` makes of an app. */
export function synthesized(declare: (app: App) => void): string {
  const app = new App({ outdir: folder(), context });
  declare(app);
  // What synth warns of is the business of other tests.
  const quiet = jest.spyOn(console, 'error').mockImplementation();
  const { directory } = app.synth();
  quiet.mockRestore();
  return directory;
}

/** How a side differs from a stack with a team, a service and one SLO `orders`. */
export interface SideProps {
  readonly slo?: Partial<SloProps>;
  readonly service?: Partial<ServiceProps>;
  readonly team?: Partial<TeamProps>;
  readonly stack?: string;
  readonly env?: { readonly account?: string; readonly region?: string };
}

export function declare(app: App, { slo, service, team, stack = 'Shop', env }: SideProps = {}): Slo {
  const scope = new Stack(app, stack, env === undefined ? {} : { env });
  const owner = new Team(scope, 'Team', { ...TEAM, ...team });
  const shop = new Service(scope, 'Service', { team: owner, ...SERVICE, ...service });
  return new Slo(scope, 'Orders', { service: shop, ...SLO, ...slo });
}

export function side(props: SideProps = {}): string {
  return synthesized((app) => void declare(app, props));
}

/** The usual side, synthesized once. */
let usual: string | undefined;
export function usualSide(): string {
  usual ??= side();
  return usual;
}

/** What changes from the usual side (or another) to one with changes. */
export function changes(after: SideProps | string, before: SideProps | string = usualSide()): readonly Change[] {
  return compared(after, before).changes;
}

export function compared(after: SideProps | string, before: SideProps | string = usualSide()): DiffDocument {
  const path = (given: SideProps | string) => (typeof given === 'string' ? given : side(given));
  return diff({ before: path(before), after: path(after) });
}

/** Kind, level, old and new value and consequence of each change, without those of cost. */
export function found(after: SideProps | string, before?: SideProps | string): string[][] {
  return changes(after, before)
    .filter(({ kind }) => kind !== 'cost-changed')
    .map(({ kind, level, before: was = '', after: is = '', consequence }) => [kind, level, was, is, consequence]);
}

/** The one change of a kind. */
export function only(kind: ChangeKind, after: SideProps | string, before?: SideProps | string): Change {
  const its = changes(after, before).filter((change) => change.kind === kind);
  expect(its).toHaveLength(1);
  return its[0]!;
}

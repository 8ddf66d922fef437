import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { context } from '../../cdk.json';
import { type ISli, Service, Slo, type SloProps, Team } from '../../lib';
import { parseCatalogueEntry } from '../../lib/model/contracts/catalogue';
import { SERVICE, SLO, TEAM } from '../constructs/fixture';

interface Query {
  readonly MetricStat: { readonly Metric: { readonly Dimensions: readonly object[] } };
}

/** What the tests read of an objective's properties. */
interface Objective {
  readonly Name: string;
  readonly Sli: object;
  readonly RequestBasedSli: {
    readonly RequestBasedSliMetric: {
      readonly TotalRequestCountMetric: readonly Query[];
      readonly MonitoredRequestCountMetric: Readonly<Record<string, readonly Query[]>>;
    };
  };
  readonly Goal: { readonly Interval: object };
}

/** A stack in which a team declares promises of one service, and what becomes of each in the template. */
export class Kitchen {
  readonly stack: Stack;
  readonly service: Service;
  readonly #directory = mkdtempSync(join(tmpdir(), 'cdk-slo-kitchen-'));
  readonly #app = new App({ context, outdir: this.#directory });
  #template: Template | undefined;

  constructor() {
    this.stack = new Stack(this.#app, 'Kitchen');
    const team = new Team(this.stack, 'Team', TEAM);
    this.service = new Service(this.stack, 'Service', { team, ...SERVICE, environment: 'eks:prod/shop' });
  }

  /** Declares an SLO in the few words that differ. */
  declare(sloName: string, sli: ISli, more: Partial<SloProps> = {}): Slo {
    return new Slo(this.stack, sloName, { service: this.service, ...SLO, sloName, sli, ...more });
  }

  get template(): Template {
    this.#template ??= Template.fromStack(this.stack);
    return this.#template;
  }

  /** What the template validator of the CDK finds, warnings included. Other tests do without it, because it takes seconds. */
  findings(): unknown[] {
    const { CDK_VALIDATION: was } = process.env;
    process.env.CDK_VALIDATION = 'true';
    this.#app.synth({ force: true });
    process.env.CDK_VALIDATION = was;
    return JSON.parse(readFileSync(join(this.#directory, 'validation-report.json'), 'utf8')).pluginReports;
  }

  objective(sloName: string): Objective {
    const objectives = this.#of<Objective>('AWS::ApplicationSignals::ServiceLevelObjective');
    return objectives.find(({ Name }) => Name === `prod-${sloName}`)!;
  }

  /** Last parts of the names of its alarms. */
  alarms(sloName: string): string[] {
    const names = this.#of<{ AlarmName: string }>('AWS::CloudWatch::Alarm').map(({ AlarmName }) => AlarmName);
    return names.filter((name) => name.startsWith(`slo/prod/${sloName}/`)).map((name) => name.split('/').at(-1)!);
  }

  catalogue(sloName: string) {
    const parameters = this.#of<{ Name: string; Value: string }>('AWS::SSM::Parameter');
    return parseCatalogueEntry(parameters.find(({ Name }) => Name === `/slo/prod/${sloName}`)!.Value);
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #of<Properties>(type: string): Properties[] {
    return Object.values(this.template.findResources(type)).map((resource) => resource.Properties as Properties);
  }
}

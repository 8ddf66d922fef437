import { Stack, Tags } from 'aws-cdk-lib';
import { AlarmStatusWidget, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { alarmsPanel } from '../model/dashboard/alarms-panel';
import { budgetPanel, burnPanel, fastestTier } from '../model/dashboard/panels';
import { DASHBOARD_LIMITS } from '../model/dashboard/parts';
import { dashboardNameFault, EVIDENCE, nameFault, overviewName } from '../model/names';
import { goalInWords } from '../model/wording/promise';
import { markdownLine } from '../render/markdown';
import { claim } from './claims';
import { listFaults } from './class-fault';
import { DashboardParts, dashboardLink } from './dashboard-parts';
import { alarmsWithText, graphWithText, textBeside } from './dashboard-widgets';
import { Faults } from './faults';
import { tagOwners } from './owner-tag';
import type { Service } from './service';
import { ShownService } from './shown-service';
import type { Slo } from './slo';

/** Words and budget, words and burn rate, alarms: one row for each SLO. */
const BUDGET = { textWidth: 5, width: 6, height: 5 };
const BURN = { textWidth: 4, width: 5, height: 5 };
const STATES = { width: 4, height: 5 };
const HEAD_WORDS = { textWidth: 24, width: 0, height: 3 };
const SERVICES = { textWidth: 5, width: 19, height: 5 };

/** Properties of an overview. */
export interface SloOverviewProps {
  /** Services of one stage, at least one; their SLOs are shown in this order, those included that are declared later. */
  readonly services: Service[];
  /**
   * Tells overviews of one stage, account and region apart; part of the dashboard's name. Overviews of one name in two apps
   * overwrite each other.
   * @default - there is one, named `<stage>-overview-<region>`
   */
  readonly overviewName?: string;
}

/**
 * A dashboard over many services, of one stack or of several: which of them break a promise, and one row for each SLO with its
 * promise, the error budget that is left, the burn rate of its fastest tier and its alarms, and a link to its service's dashboard.
 *
 * What does not fit within CloudWatch's 500 widgets and 2,500 metrics continues on `…-2`, `…-3`; 99 SLOs fit on one. Each costs
 * 3 dollars a month (https://aws.amazon.com/cloudwatch/pricing/, read in November 2026). Above 200 SLOs give the stack its region
 * and account: ARNs that are known keep the template well below the 1 MB that CloudFormation takes.
 */
export class SloOverview extends Construct {
  /** Name of the first part. A token where the region is known at deployment only. */
  readonly dashboardName: string;
  readonly #services: readonly ShownService[];
  readonly #stage: string;

  /** @throws DeclarationError for no services, one twice, services of several stages or of another account, and a wrong name */
  constructor(scope: Construct, id: string, props: SloOverviewProps) {
    super(scope, id);
    // Callers without types may leave them out or give something else.
    new Faults().add(...listFaults('services', props.services, '_signals', 'Service')).throwAt(this.node.path);
    const { services, overviewName: name } = props;
    const stage = services[0]?.stage ?? '';
    const faults = new Faults()
      .add(services.length === 0 ? 'services: got none, allowed is at least one' : undefined)
      .add(...services.map((service, at) => (services.indexOf(service) === at ? undefined : twice(service))))
      .add(...services.map((service) => (service.stage === stage ? undefined : otherStage(service, stage))))
      .known('overviewName', name ?? 'all', (known) => overviewFault(known, stage));
    faults.throwAt(this.node.path);
    this.#stage = stage;
    this.#services = services.map((service) => new ShownService(this, service));
    const { region } = Stack.of(this);
    const nameOf = (part: number) => overviewName(stage, name, region, part);
    this.dashboardName = nameOf(1);
    const holder = claim(this, 'dashboard', this.dashboardName);
    faults
      .add(...this.#services.map((shown) => shown.fault()))
      .add(holder && `overviewName: got ${name ? `"${name}"` : 'none'}, as has ${holder}; allowed is each once`)
      .throwAt(this.node.path);
    const identity = ['Overview', stage, ...(name === undefined ? [] : [name])] as const;
    const parts = new DashboardParts(this, 'Parts', { nameOf, identity, head: (links) => this.#head(links) });
    for (const shown of this.#services) shown.service._eachSlo((slo) => parts.add(() => this.#row(shown, slo)));
    Tags.of(this).add('stage', stage);
    tagOwners(this, services);
  }

  #head(links: string): IWidget[][] {
    const words = [
      '# Promises to customers',
      `Stage: ${this.#stage}. Each row is one promise: how much may still go wrong, how fast that is being used up, and which of its alarms are red.`,
      ...(links === '' ? [] : [links]),
    ];
    const breaches = this.#services.flatMap((shown) => shown.breach());
    const meaning = 'Red is a service that breaks a promise so quickly that someone is called.';
    const states = chunks(breaches, DASHBOARD_LIMITS.alarmsOfWidget).map((some) =>
      alarmsWithText('Services', meaning, some, SERVICES),
    );
    return [[textBeside(words.join('\n\n'), HEAD_WORDS)], ...states];
  }

  #row(shown: ShownService, slo: Slo): IWidget[][] {
    const { entry } = slo;
    const { service, region } = shown;
    const { promise, segment, noAlarms } = entry;
    const budget = budgetPanel(entry);
    const burn = burnPanel(entry, fastestTier(entry));
    // Evidence alone breaks no promise; it stands on the service's dashboard.
    const kinds = alarmsPanel(entry).alarms.filter((kind) => kind !== EVIDENCE);
    const alarms = shown.alarms(slo, kinds);
    const its = markdownLine(service._label);
    // Of two regions the same promises stand here twice.
    const where = new Set(this.#services.map((other) => other.region)).size > 1 ? `, ${region}` : '';
    const words = [
      `### ${markdownLine(entry.slo)}`,
      `**${markdownLine(promise)}** Promised for ${goalInWords(entry)}.`,
      `Service: ${service._dashboardName === undefined ? its : dashboardLink(its, service._dashboardName)}${where}`,
      ...(segment === service._props.segment ? [] : [`Segment: ${markdownLine(segment ?? 'all')}`]),
      ...(noAlarms === undefined ? [] : [`No alarms: ${markdownLine(noAlarms)}`]),
      budget.sentence,
    ];
    return [
      [
        ...graphWithText(budget, region, BUDGET, words.join('\n\n')),
        ...(burn === undefined ? [] : graphWithText(burn, region, BURN)),
        ...(alarms.length === 0 ? [] : [new AlarmStatusWidget({ title: 'Alarms', alarms, ...STATES })]),
      ],
    ];
  }
}

function overviewFault(name: string, stage: string): string | undefined {
  return nameFault('overviewName', name, stage) ?? dashboardNameFault('overviewName', name, stage);
}

function twice({ _label }: Service): string {
  return `services: got "${_label}" twice, allowed is each once`;
}

function otherStage({ _label, stage }: Service, first: string): string {
  return `services: got "${_label}" of stage ${stage}, allowed are services of one stage, here ${first}`;
}

function chunks<T>(all: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, at) => all.slice(at * most, (at + 1) * most));
}

import { Tags } from 'aws-cdk-lib';
import type { IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { CatalogueEntry } from '../model/contracts/catalogue';
import { alarmsPanel } from '../model/dashboard/alarms-panel';
import { attainmentPanel, budgetPanel, burnPanel, sliPanel } from '../model/dashboard/panels';
import { dashboardName, dashboardNameFault } from '../model/names';
import { goalInWords } from '../model/wording/promise';
import { markdownLine, markdownLink } from '../render/markdown';
import { claim } from './claims';
import { classFault } from './class-fault';
import { DashboardParts } from './dashboard-parts';
import { alarmsWithText, graphWithText, textBeside } from './dashboard-widgets';
import { Faults } from './faults';
import { OWNER_TAG } from './owner-tag';
import type { Service } from './service';
import { ShownService } from './shown-service';
import type { Slo } from './slo';

/** Two panels with their texts are a row. */
const PANEL = { textWidth: 3, width: 9, height: 6 };
const WORDS = { ...PANEL, textWidth: 12 };
const HEAD = { ...PANEL, height: 4 };
const HEAD_WORDS = { ...WORDS, height: 4 };

/** Properties of a dashboard. */
export interface SloDashboardProps {
  /** The service whose SLOs are shown, those included that are declared after the dashboard. */
  readonly service: Service;
}

/**
 * The dashboard of one service: for each SLO the promise in words, the error budget that is left, the burn rate with the
 * thresholds of its tiers, the SLI as it is now, attainment against the goal, and the states of all its alarms. Beside every
 * graph stands one sentence that says what it means.
 *
 * Its name is `<stage>-<service>-slos-<region>`. What does not fit within CloudWatch's 500 widgets and 2,500 metrics continues on
 * `…-2`, `…-3`. Each of them costs 3 dollars a month; the first three of an account are free while they have at most 50 metrics
 * (https://aws.amazon.com/cloudwatch/pricing/, read in November 2026). Up to 45 SLOs fit on one.
 */
export class SloDashboard extends Construct {
  /** Name of the first part. A token where the region is known at deployment only. */
  readonly dashboardName: string;
  readonly #shown: ShownService;

  /** @throws DeclarationError for a service of another account, one that has a dashboard already, and names that get too long */
  constructor(scope: Construct, id: string, props: SloDashboardProps) {
    super(scope, id);
    const { service } = props;
    // Callers without types may leave it out or give something else.
    new Faults().add(classFault('service', service, '_signals', 'Service')).throwAt(this.node.path);
    const { stage, _label: label } = service;
    this.#shown = new ShownService(this, service);
    const nameOf = (part: number) => dashboardName(stage, label, this.#shown.region, part);
    this.dashboardName = nameOf(1);
    const holder = claim(this, 'dashboard', this.dashboardName);
    new Faults()
      .add(
        this.#shown.fault(),
        dashboardNameFault('serviceName', label, stage),
        holder && `service: got "${label}", whose dashboard is ${holder}; allowed is one dashboard of each service`,
      )
      .throwAt(this.node.path);
    service._dashboardName = this.dashboardName;
    const identity = ['Dashboard', stage, label] as const;
    const parts = new DashboardParts(this, 'Parts', { nameOf, identity, head: (links) => this.#head(links) });
    service._eachSlo((slo) => parts.add(() => this.#block(slo)));
    this.node.addValidation({ validate: () => this.#validate() });
    Tags.of(this).add(OWNER_TAG, service._props.team.teamName);
    Tags.of(this).add('service', service.serviceName);
    Tags.of(this).add('stage', stage);
  }

  #head(links: string): IWidget[][] {
    const { serviceName, stage, _props } = this.#shown.service;
    const { segment, team, runbookUrl } = _props;
    const words = [
      `# ${markdownLine(serviceName)}`,
      `What the service promises${segment === undefined ? '' : ` to ${markdownLine(segment)}`}, and how it is kept. Stage: ${stage}. Owner: ${markdownLine(team.teamName)}. ${markdownLink({ label: 'Runbook', url: runbookUrl })}`,
      links,
    ];
    const breach = this.#shown.breach();
    const silence = this.#shown.service._isWaiting
      ? 'Nothing is measured yet: its SLOs wait until their operations have reported.'
      : 'Nobody is called for this service: none of its SLOs pages anybody.';
    const meaning =
      breach.length > 0
        ? 'Red means that a promise of this service is being broken so quickly that someone is called.'
        : silence;
    return [
      [textBeside(paragraphs(words), HEAD_WORDS), ...alarmsWithText('The service as a whole', meaning, breach, HEAD)],
    ];
  }

  #block(slo: Slo): IWidget[][] {
    const { entry } = slo;
    const { region } = this.#shown;
    const burn = burnPanel(entry, entry.tiers);
    const alarms = alarmsPanel(entry);
    return [
      [textBeside(promiseInWords(entry), WORDS), ...graphWithText(budgetPanel(entry), region, PANEL)],
      [
        ...(burn === undefined ? [] : graphWithText(burn, region, PANEL)),
        ...graphWithText(sliPanel(entry), region, PANEL),
      ],
      [
        ...graphWithText(attainmentPanel(entry), region, PANEL),
        ...alarmsWithText(alarms.title, alarms.sentence, this.#shown.alarms(slo, alarms.alarms), PANEL),
      ],
    ];
  }

  #validate(): string[] {
    const { serviceName, _hasSlos, _isWaiting } = this.#shown.service;
    return _hasSlos || _isWaiting
      ? []
      : [`service: got "${serviceName}" without an SLO, allowed are services with at least one`];
  }
}

/** The promise and what stands behind it. All of it is text of people. */
function promiseInWords(entry: CatalogueEntry): string {
  const { slo, promise, businessImpact, explanation, feature, segment, noAlarms } = entry;
  return paragraphs([
    `## ${markdownLine(slo)}`,
    `**${markdownLine(promise)}** Promised for ${goalInWords(entry)}.`,
    `If it is broken: ${markdownLine(businessImpact)}`,
    explanation === undefined ? '' : markdownLine(explanation),
    feature === undefined ? '' : `Feature: ${markdownLine(feature)}`,
    segment === undefined ? '' : `Segment: ${markdownLine(segment)}`,
    noAlarms === undefined ? '' : `No alarms: ${markdownLine(noAlarms)}`,
  ]);
}

function paragraphs(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n');
}

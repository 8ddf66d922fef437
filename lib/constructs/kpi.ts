import { Construct } from 'constructs';
import { claim } from './claims';
import { Faults } from './faults';
import type { Slo } from './slo';

const LONGEST_NAME = 100;
const LONGEST_OWNER = 200;

/** Properties of a KPI. */
export interface KpiProps {
  /** Name by which the organisation knows it: "Orders that go through". */
  readonly kpiName: string;
  /** The SLO by which it is measured. */
  readonly slo: Slo;
  /**
   * Who answers for it.
   * @default - the team of the SLO's service
   */
  readonly owner?: string;
}

/** A key performance indicator of the organisation, tied to the SLO that measures it and to its owner; the catalogue shows both. */
export class Kpi extends Construct {
  /** Name of the KPI. */
  readonly kpiName: string;
  /** Who answers for it. */
  readonly owner: string;

  /** @throws DeclarationError for a KPI without an SLO, a blank name, and a name that another KPI of the stage has */
  constructor(scope: Construct, id: string, props: KpiProps) {
    super(scope, id);
    const { kpiName, slo } = props;
    const faults = new Faults()
      .sentence('kpiName', kpiName, LONGEST_NAME)
      .optionalSentence('owner', props.owner, LONGEST_OWNER)
      .add(
        slo?.entry === undefined
          ? 'slo: got nothing, allowed is the SLO that measures the KPI: a KPI without a promise is merely collected'
          : undefined,
      );
    faults.throwAt(this.node.path);
    const holder = claim(this, 'kpi', `${slo.entry.stage} ${kpiName}`);
    faults
      .add(
        holder === undefined ? undefined : `kpiName: got "${kpiName}", which ${holder} has; allowed is each name once`,
      )
      .throwAt(this.node.path);
    this.kpiName = kpiName;
    this.owner = props.owner ?? slo.entry.owner.team;
    slo._measures({ name: kpiName, owner: this.owner });
  }
}

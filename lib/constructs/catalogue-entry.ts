import { Token } from 'aws-cdk-lib';
import { type CatalogueEntry, LARGEST_ENTRY_BYTES } from '../model/contracts/catalogue';
import { nameFault } from '../model/names';
import * as model from '../model/slo';
import { Faults } from './faults';
import { Interval } from './interval';
import type { SloProps } from './slo';

/** Source: AWS::ApplicationSignals::ServiceLevelObjective, Description. */
const LONGEST_DESCRIPTION = 1024;
const LONGEST_FEATURE = 100;
/** It stands in the description of every alarm, which has 1024 characters for all its parts. */
const LONGEST_PROMISE = 300;

/** Checks a declaration and makes its catalogue entry: pure, so that the construct only renders. */
export function catalogueEntryOf(place: string, props: SloProps): CatalogueEntry {
  const { service, sloName, attainmentGoal } = props;
  const { team, runbookUrl, runbookFirstSteps, segment } = service._props;
  const interval = (props.interval ?? Interval.rolling())._model;
  const faults = new Faults()
    .known('sloName', sloName, (name) => nameFault('sloName', name, service.stage))
    .add(...goalFaults(attainmentGoal, interval))
    .sentence('promise', props.promise, LONGEST_PROMISE)
    .sentence('businessImpact', props.businessImpact)
    .optionalSentence('explanation', props.explanation, LARGEST_ENTRY_BYTES)
    .optionalSentence('description', props.description, LONGEST_DESCRIPTION)
    .add(...(props.sli?._faults() ?? ['sli: got nothing, allowed is Sli.ratio({ good, total })']))
    .known('requestsPerHourAtTrough', props.requestsPerHourAtTrough ?? 1, troughFault);
  if (props.feature !== undefined) faults.tagged('feature', props.feature, LONGEST_FEATURE);
  faults.throwAt(place);
  const entry: CatalogueEntry = {
    version: 1,
    stage: service.stage,
    slo: sloName,
    service: service.serviceName,
    ...(segment === undefined ? {} : { segment }),
    ...(props.feature === undefined ? {} : { feature: props.feature }),
    attainmentGoal: model.parseGoal(attainmentGoal).percent,
    interval,
    promise: props.promise,
    businessImpact: props.businessImpact,
    ...(props.explanation === undefined ? {} : { explanation: props.explanation }),
    critical: props.critical ?? false,
    customerFacing: props.customerFacing ?? true,
    owner: team._owner,
    timeZone: team._timeZone,
    runbook: { url: runbookUrl, firstSteps: [...runbookFirstSteps] },
    tiers: model.AWS_RECIPE.tiers.map((tier) => catalogueTier(tier, interval)),
    evidence: true,
    noData: silentMinutes(props) !== undefined,
    measurement: props.sli._measurement(),
    routes: team._routes,
  };
  const bytes = Buffer.byteLength(JSON.stringify(entry));
  faults.add(
    bytes > LARGEST_ENTRY_BYTES
      ? `catalogue entry: got ${bytes} bytes, allowed are ${LARGEST_ENTRY_BYTES}: shorten the texts`
      : undefined,
  );
  faults.throwAt(place);
  return entry;
}

/** Silent minutes after which "no data" is more than chance; nothing when traffic is undeclared or too thin to say. */
export function silentMinutes({
  requestsPerHourAtTrough,
}: Pick<SloProps, 'requestsPerHourAtTrough'>): number | undefined {
  return requestsPerHourAtTrough === undefined ? undefined : model.noDataMinutes(requestsPerHourAtTrough);
}

function catalogueTier(tier: model.Tier, interval: model.Interval): CatalogueEntry['tiers'][number] {
  const { name, urgency, longMinutes, shortMinutes, budgetShare } = tier;
  const held = model.heldMinutes(tier);
  return {
    alarm: name,
    urgency,
    longMinutes,
    shortMinutes,
    budgetShare,
    threshold: model.toNumber(model.threshold(tier, interval)),
    ...(held === undefined ? {} : { heldMinutes: held }),
  };
}

function goalFaults(attainmentGoal: number, interval: model.Interval): readonly string[] {
  if (Token.isUnresolved(attainmentGoal)) return ['attainmentGoal: got a token, allowed is a value known at synth'];
  const faults = [model.goalFault(attainmentGoal), model.intervalFault(interval)].filter(
    (fault) => fault !== undefined,
  );
  return faults.length > 0 ? faults : model.policyFaults(model.AWS_RECIPE, model.parseGoal(attainmentGoal), interval);
}

function troughFault(requestsPerHour: number): string | undefined {
  if (Number.isFinite(requestsPerHour) && requestsPerHour > 0) return undefined;
  return `requestsPerHourAtTrough: got ${requestsPerHour}, allowed are numbers above 0 (leave it out when traffic stops at night)`;
}

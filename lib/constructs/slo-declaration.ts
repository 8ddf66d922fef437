import type { CatalogueEntry } from '../model/contracts/catalogue';
import { entryFault } from '../model/contracts/entry-size';
import type { Measurement } from '../model/contracts/measurement';
import { objectiveName } from '../model/names';
import * as model from '../model/slo';
import { AlertPolicy } from './alert-policy';
import { catalogueEntryOf } from './catalogue-entry';
import { Faults } from './faults';
import { Interval } from './interval';
import type { SliConfig } from './sli/config';
import { shapeFaults, sloFaults } from './slo-faults';
import type { SloProps } from './slo-props';

const SECONDS_PER_MINUTE = 60;

/** A declaration that was checked: all that is left is to render it. */
export interface SloDeclaration {
  readonly entry: CatalogueEntry;
  /** Name in Application Signals. */
  readonly objectiveName: string;
  readonly sli: SliConfig;
  readonly tiers: readonly model.Tier[];
  /** Silent minutes after which "no data" is more than chance; nothing when there is no such alarm. */
  readonly silentMinutes?: number;
  /** Whether it waits until its operations have reported. */
  readonly heldBack: boolean;
}

/**
 * Checks a declaration: pure, so that the construct only renders.
 * @throws DeclarationError naming every fault
 */
export function declareSlo(place: string, props: SloProps): SloDeclaration {
  const { service, sloName } = props;
  // Callers without types may leave out or mix up what nothing can be said without.
  new Faults()
    .required('service', service, 'the Service that makes the promise')
    .add(...shapeFaults(props))
    .throwAt(place);
  const interval = (props.interval ?? Interval.rolling())._model;
  const sli = bound(props);
  const measurement = sli.measurement ?? UNMEASURED;
  const faults = new Faults().add(...sloFaults(props, interval, sli, measurement));
  faults.throwAt(place);
  const policy = props.alertPolicy ?? service._props.alertPolicy ?? AlertPolicy.recommended();
  const goal = model.parseGoal(props.attainmentGoal);
  const periodMinutes = measurement.periodSeconds / SECONDS_PER_MINUTE;
  const { tiers, faults: policyFaults } = policy._resolve({ goal, interval, periodMinutes });
  faults.add(...policyFaults).throwAt(place);
  const entry = catalogueEntryOf(props, { interval, measurement, policy, tiers });
  const text = JSON.stringify(entry);
  faults.add(entryFault(text, Buffer.byteLength(text))).throwAt(place);
  const silent = entry.noData ? model.noDataMinutes(props.requestsPerHourAtTrough!) : undefined;
  return {
    entry,
    objectiveName: entry.objective ?? objectiveName(service.stage, sloName),
    sli,
    tiers,
    ...(silent === undefined ? {} : { silentMinutes: silent }),
    heldBack: props.holdBack ?? (service._props.holdBackOperations === true && sli.needsReports === true),
  };
}

function bound({ sli, service }: SloProps): SliConfig {
  if (sli === undefined || sli === null) return { faults: ['sli: got nothing, allowed is one of the class Sli'] };
  if (typeof sli.bind !== 'function') return { faults: [`sli: got ${String(sli)}, allowed is one of the class Sli`] };
  return sli.bind(service._signals) ?? {};
}

const UNMEASURED: Measurement = { kind: 'requests', periodSeconds: 60, bad: { metrics: {} }, total: { metrics: {} } };

import * as v from 'valibot';
import { alertCondition, alertPolicy, notificationTarget } from './alerting';
import { description, mapping, metadata } from './scalars';
import { dataSource, sli } from './sli';
import { slo } from './slo';

export type { AlertConditionSpec, AlertPolicySpec } from './alerting';
export type { Metadata, Operator } from './scalars';
export type { MetricSource, RatioMetric, SliSpec } from './sli';
export type { Objective, SloSpec, TimeWindow } from './slo';

/** The objects of OpenSLO v1, without version and kind. */
export const SHAPES = {
  SLO: mapping({ metadata, spec: slo }),
  SLI: mapping({ metadata, spec: sli }),
  Service: mapping({ metadata, spec: v.optional(mapping({ description })) }),
  DataSource: mapping({ metadata, spec: dataSource }),
  AlertPolicy: mapping({ metadata, spec: alertPolicy }),
  AlertCondition: mapping({ metadata, spec: alertCondition }),
  AlertNotificationTarget: mapping({ metadata, spec: notificationTarget }),
} as const;

export type Kind = keyof typeof SHAPES;
export const KINDS = Object.keys(SHAPES) as Kind[];
export type Body<K extends Kind> = v.InferOutput<(typeof SHAPES)[K]>;

import { CfnFunction, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Coverage } from '../model/slo/telemetry';
import { Faults } from './faults';

/** What a part of the application delivers. */
export interface ComponentProps {
  /** Name by which people know it: `orders database`. */
  readonly name: string;
  /** @default true */
  readonly logs?: boolean;
  /** @default true */
  readonly metrics?: boolean;
  /** @default true */
  readonly traces?: boolean;
}

/** A part of the application or of its infrastructure behind a service, and which telemetry it delivers. */
export class Component {
  /** Anything, as you say. */
  static of({ name, logs = true, metrics = true, traces = true }: ComponentProps): Component {
    return new Component({ component: name, logs, metrics, traces });
  }

  /** A Lambda function of this app: logs and metrics come by themselves, traces when its tracing is active. */
  static lambda(fn: IFunction): Component {
    const resource = fn.node.defaultChild;
    const traced =
      resource instanceof CfnFunction &&
      (resource.tracingConfig as CfnFunction.TracingConfigProperty | undefined)?.mode === 'Active';
    return new Component({ component: fn.node.path, logs: true, metrics: true, traces: traced });
  }

  private constructor(
    /** @internal */
    readonly _coverage: Coverage,
  ) {}

  /** @internal */
  _faults(): readonly string[] {
    return new Faults().sentence('components: name', this._coverage.component, 200).found;
  }
}

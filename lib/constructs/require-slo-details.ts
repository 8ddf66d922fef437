import { Annotations, type IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { CatalogueEntry } from '../model/contracts/catalogue';
import { DeclarationError } from './faults';
import { Slo } from './slo';

/** What an SLO may leave unsaid, unless an organisation wants it. */
export class SloDetail {
  /** Who agreed to the goal. */
  static readonly AGREED_BY = new SloDetail('agreedBy', 'the names or roles of people who were asked');
  /** What is measured and why. */
  static readonly EXPLANATION = new SloDetail('explanation', 'a sentence for readers who do not know the service');
  /** The feature whose promise it is. */
  static readonly FEATURE = new SloDetail('feature', 'the name of a feature');
  /** Part of the customers. */
  static readonly SEGMENT = new SloDetail('segment', 'a plan, a region, a device');
  /** The usual ways out of an outage; the service names them. */
  static readonly WAYS_OUT = new SloDetail('waysOut', 'one way out at least: roll back, scale or work around');
  /** What agents may tell customers. */
  static readonly REPLY = new SloDetail(
    'reply',
    'a sentence that agents may tell customers while the promise is not kept',
  );
  /** What the contract says. */
  static readonly SLA = new SloDetail('sla', 'the percent that the contract promises');

  private constructor(
    /** @internal */
    readonly _field: keyof CatalogueEntry,
    /** @internal */
    readonly _wanted: string,
  ) {}
}

/**
 * Aspect by which an organisation asks for more than an SLO must say: `Aspects.of(app).add(RequireSloDetails.warn(SloDetail.AGREED_BY))`.
 * The ids of its warnings are `cdk-slo:missing-<detail>`: `cdk-slo:missing-agreedBy`.
 */
export class RequireSloDetails implements IAspect {
  /** Synth warns of what is missing; each warning can be acknowledged. */
  static warn(...details: SloDetail[]): RequireSloDetails {
    return new RequireSloDetails(details, false);
  }

  /** Synth fails for what is missing. */
  static refuse(...details: SloDetail[]): RequireSloDetails {
    return new RequireSloDetails(details, true);
  }

  private constructor(
    private readonly details: readonly SloDetail[],
    private readonly refuses: boolean,
  ) {
    if (details.length === 0)
      throw new DeclarationError('RequireSloDetails', ['details: got none, allowed is at least one']);
  }

  /** What the CDK calls for each construct in the app. */
  visit(node: IConstruct): void {
    if (!(node instanceof Slo)) return;
    for (const { _field: field, _wanted: wanted } of this.details) {
      if (node.entry[field] !== undefined) continue;
      const fault = `${node.sloName}: ${field}: got nothing, allowed is ${wanted}`;
      if (this.refuses) Annotations.of(node).addError(fault);
      else Annotations.of(node).addWarningV2(`cdk-slo:missing-${field}`, `${fault}, or acknowledge this`);
    }
  }
}

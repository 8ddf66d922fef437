import { Construct } from 'constructs';
import { outcomeValueFault } from '../model/contracts/outcomes';
import { Faults, isToken } from './faults';
import type { ISegmentable, ISli } from './sli/config';
import { Slo } from './slo';
import type { SloProps } from './slo-props';

/** Parts of the customers, told apart by one dimension of the metrics. */
export class Segments {
  /**
   * One segment for each value of a dimension.
   *
   * @param dimension of the SLI's metrics: `Plan`
   * @param values one for each segment: `free`, `pro`
   */
  static of(dimension: string, ...values: string[]): Segments {
    return new Segments(dimension, values);
  }

  private constructor(
    /** @internal */
    readonly _dimension: string,
    /** @internal */
    readonly _values: readonly string[],
  ) {}

  /** @internal */
  _faults(): readonly string[] {
    const { _dimension: dimension, _values: values } = this;
    const blank = (what: string) => (text: string) =>
      String(text).trim() === ''
        ? `${what}: got a blank text, allowed is what the metrics say`
        : outcomeValueFault(what, text);
    const faults = new Faults().known('segments: dimension', dimension, blank('segments: dimension'));
    if (values.length === 0) faults.add('segments: got none, allowed is at least one');
    for (const [at, value] of values.entries()) {
      const what = `segments[${at}]`;
      faults.known(what, value, (text) => blank(what)(text) ?? namelessFault(what, text));
    }
    const twice = values.find(
      (value, at) => values.findIndex((other) => segmentName(other) === segmentName(value)) < at,
    );
    if (twice !== undefined)
      faults.add(`segments: got "${twice}" twice, allowed is each once (names hold letters, digits, ".", "_", "-")`);
    return faults.found;
  }
}

/** Properties of an SLO over segments: those of an SLO, whose name becomes the beginning of each one's. */
export interface SegmentedSloProps extends Omit<SloProps, 'segment' | 'adopts'> {
  /** The parts of the customers; each gets an SLO, alarms and incidents of its own. */
  readonly segments: Segments;
  /**
   * Goals of segments that expect another one, by their values: `{ pro: 99.95 }`.
   * @default - all have the same goal
   */
  readonly attainmentGoals?: Record<string, number>;
}

/** One declaration, one SLO for each segment: `<sloName>-<segment>`, because what is good enough differs by customer. */
export class SegmentedSlo extends Construct {
  /** The SLOs, in the order of the segments. */
  readonly slos: Slo[];

  /** @throws DeclarationError for segments that cannot be told apart, and for whatever is wrong with one of the SLOs */
  constructor(scope: Construct, id: string, props: SegmentedSloProps) {
    super(scope, id);
    const { segments, attainmentGoals = {}, ...shared } = props;
    const unknown = Object.keys(attainmentGoals).filter((value) => !(segments?._values ?? []).includes(value));
    new Faults()
      .add(
        ...(segments?._faults?.() ?? ['segments: got nothing, allowed is Segments.of(dimension, ...values)']),
        isSegmentable(shared.sli)
          ? undefined
          : 'sli: got an SLI without own metrics, allowed are ratio, errorRatio, metric and outcomes: the metrics of Application Signals have no segments',
        ...unknown.map(
          (value) => `attainmentGoals: got "${value}", allowed are the segments ${segments?._values.join(', ')}`,
        ),
      )
      .throwAt(this.node.path);
    const sli = shared.sli as ISegmentable;
    this.slos = segments._values.map((value) => {
      const segment = segmentName(value);
      return new Slo(this, segment, {
        ...shared,
        // The SLO says what is wrong with a name that cannot be known.
        sloName:
          shared.sloName === undefined || isToken(shared.sloName) ? shared.sloName : `${shared.sloName}-${segment}`,
        sli: sli._segment(segments._dimension, value),
        segment,
        attainmentGoal: attainmentGoals[value] ?? shared.attainmentGoal,
      });
    });
  }
}

/** A value of a dimension may hold any character, a name may not. */
function segmentName(value: string): string {
  return String(value)
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
}

function namelessFault(what: string, value: string): string | undefined {
  return segmentName(value) === ''
    ? `${what}: got "${value}", allowed are values with a letter or digit: it becomes part of a name`
    : undefined;
}

function isSegmentable(sli: ISli | undefined): boolean {
  return typeof sli === 'object' && sli !== null && '_segment' in sli;
}

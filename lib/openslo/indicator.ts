import type { LeftOut } from '../model/contracts/documents';
import type { Library } from './library';
import type { Part } from './resource';
import type { Objective, SliSpec, SloSpec } from './shapes';

export interface Indicator {
  readonly spec: SliSpec;
  /** Where its metrics stand. */
  readonly part: Part;
  readonly title?: string;
}

/** The indicator of an SLO or of one of its objectives, inline or by name; nothing where it is missing. */
export function indicatorOf(
  { indicator, indicatorRef }: Pick<SloSpec | Objective, 'indicator' | 'indicatorRef'>,
  part: Part,
  library: Library,
  partOf: (kind: 'SLI', name: string) => Part,
  left: LeftOut[],
): Indicator | undefined {
  if (indicator !== undefined && indicatorRef !== undefined) {
    left.push(part.at('indicatorRef').left('got indicator and indicatorRef, allowed is one of them'));
    return undefined;
  }
  if (indicator !== undefined) {
    const { displayName: title } = indicator.metadata ?? {};
    return { spec: indicator.spec, part: part.at('indicator', 'spec'), ...(title === undefined ? {} : { title }) };
  }
  if (indicatorRef === undefined) {
    left.push(part.at('indicator').left('got nothing, allowed is indicator or indicatorRef'));
    return undefined;
  }
  const found = library.find('SLI', indicatorRef);
  if (found === undefined) {
    left.push(part.at('indicatorRef').left(library.missing('SLI', indicatorRef)));
    return undefined;
  }
  const { displayName: title } = found.body.metadata;
  const spec = found.body.spec;
  return { spec, part: partOf('SLI', indicatorRef).at('spec'), ...(title === undefined ? {} : { title }) };
}

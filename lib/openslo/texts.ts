import type { LeftOut } from '../model/contracts/documents';
import { LARGEST_ENTRY_BYTES } from '../model/contracts/entry-size';
import { LONGEST_DESCRIPTION, LONGEST_PROMISE, sentenceFault } from '../model/contracts/sentence';
import type { Asked, Declaration } from './declaration';
import type { Indicator } from './indicator';
import type { Part } from './resource';

type Texts = Pick<Declaration, 'promise' | 'description' | 'explanation'>;

/** Promises, descriptions and explanations have no line breaks: they stand in messages, tags and alarms. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The description of an SLO is its promise; too long for one it is what Application Signals shows. */
export function textsOf(
  description: string | undefined,
  part: Part,
  indicator: Indicator | undefined,
  left: LeftOut[],
): { texts: Texts; asked: Asked[] } {
  const explanation = explanationOf(indicator, left);
  const said = oneLine(description ?? '');
  if (said === '') return { texts: explanation, asked: [{ what: 'promise' }] };
  const tooMuch = sentenceFault(said, LONGEST_PROMISE);
  if (tooMuch === undefined) return { texts: { promise: said, ...explanation }, asked: [] };
  const asked: Asked[] = [{ what: 'promise', because: `the description is none: ${tooMuch}` }];
  const wrong = sentenceFault(said, LONGEST_DESCRIPTION);
  if (wrong === undefined) return { texts: { description: said, ...explanation }, asked };
  left.push(part.left(`${wrong}; say promise and description where the function is called`));
  return { texts: explanation, asked };
}

/** What an indicator says about itself explains the SLO. */
function explanationOf(indicator: Indicator | undefined, left: LeftOut[]): Pick<Declaration, 'explanation'> {
  const explanation = oneLine(indicator?.spec.description ?? '');
  if (indicator === undefined || explanation === '') return {};
  const wrong = sentenceFault(explanation, LARGEST_ENTRY_BYTES);
  if (wrong === undefined) return { explanation };
  left.push(indicator.part.at('description').left(`${wrong}; say explanation where the function is called`));
  return {};
}

import type { CatalogueEntry } from '../model/contracts/catalogue';
import { markdownLine, markdownText } from '../render/markdown';
import type { SloPages } from './estate';
import { bullets } from './markdown';
import { perPlace } from './places';

const NOBODY_EXPLAINED =
  'Nobody has written yet what is measured, and why. Whoever owns this SLO can change that: `explanation` in its declaration stands here.';

/** "Explanation": what it is about, for readers who do not know the service. */
export function explanationSection(slo: SloPages): string {
  return perPlace(slo.places, ({ objective }) => explained(objective.entry));
}

function explained({
  explanation,
  businessImpact,
  customerFacing,
  critical,
  feature,
  segment,
  reply,
}: CatalogueEntry): string {
  return [
    explanation === undefined ? NOBODY_EXPLAINED : markdownText(explanation),
    bullets([
      `When it is broken: ${markdownLine(businessImpact)}`,
      customerFacing
        ? 'Customers notice when it is broken.'
        : 'Customers notice nothing directly: it is a promise to ourselves.',
      ...(customerFacing ? [replyInWords(reply)] : []),
      ...(critical ? ['It is critical: when it breaks quickly, customers are stopped.'] : []),
      ...(feature === undefined ? [] : [`It is about the feature ${markdownLine(feature)}.`]),
      segment === undefined
        ? 'It is about all customers of the service.'
        : `It is about a part of the customers alone: ${markdownLine(segment)}.`,
    ]),
  ].join('\n\n');
}

function replyInWords(reply: string | undefined): string {
  return reply === undefined
    ? 'What agents may tell them: nobody has written it yet; `reply` of the SLO does.'
    : `What agents may tell them: "${markdownLine(reply)}"`;
}

import { lookOf } from './charts.mjs';
import { h } from './dom.mjs';

/** `[look, words]`, the looks being those of charts.css. */
export function legendInLine(...entries) {
  return h('ul.legend.in-line', null, ...entries.map(([look, words]) => entry(look, words)));
}

/**
 * Which line is which tier, and what it does.
 *
 * @param {(tier: number) => Node[]} more what stands between the name of a tier and what it does
 */
export function tierLegend(tiers, more) {
  return h(
    'ul.legend',
    null,
    ...tiers.map(({ alarm, urgency, threshold }, index) =>
      entry(
        `tier-${lookOf(index)}`,
        h('strong', null, alarm),
        ...more(index),
        h(
          'span.muted',
          null,
          ` · ${urgency === 'page' ? 'wakes someone' : 'files a ticket'} above ${Number(threshold.toFixed(2))}`,
        ),
      ),
    ),
  );
}

function entry(look, ...words) {
  return h('li', null, h(`span.swatch.${look}`, { 'aria-hidden': 'true' }), h('span', null, ...words));
}

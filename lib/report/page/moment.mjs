import { momentOf } from '../drawing/dom.mjs';

/** What the charts show at a point: `14 Nov, 21:34 · 12.4 % good · 38.28 % of the budget left · burn rate: fast 13.9`. */
export function momentInWords({ curves, objective, timeZone }, at, point) {
  const { worst, good, goodMinutes, stepMinutes, left, burns } = curves;
  const tiers = objective.tiers.map(({ alarm }, tier) => `${alarm} ${shown(burns[tier][point], '')}`);
  return [
    `${momentOf(at, timeZone)}${worst ? ` and the ${spanInWords(stepMinutes)} before` : ''}`,
    `${worst ? `worst ${goodMinutes} min ` : ''}${shown((worst ?? good)[point], ' %')} good`,
    `${shown(left[point], ' %')} of the budget left`,
    ...(tiers.length === 0 ? [] : [`burn rate: ${tiers.join(', ')}`]),
  ].join(' · ');
}

function shown(value, unit) {
  return value === null ? 'no data' : `${Number(value.toPrecision(4))}${unit}`;
}

/** `4 h 23 min` */
export function spanInWords(minutes) {
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;
}

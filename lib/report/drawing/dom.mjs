/** Builds the page. Texts become text nodes and nothing else: no text is ever read as markup. */

/**
 * @param {string} tag name and classes, `p.small.muted`
 * @param {Record<string, unknown> | null} attributes
 * @param {...(Node | string | null | undefined)} children
 */
export function h(tag, attributes = null, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length > 0) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value !== undefined && value !== null && value !== false)
      element.setAttribute(key, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A link only where it leads to a site; everything else that calls itself an address stays text. */
export function link(href, ...children) {
  if (!/^https?:\/\//i.test(href)) return h('span', null, ...children);
  return h('a', { href, rel: 'noreferrer noopener', target: '_blank' }, ...children);
}

/** Touches the document only when the text differs, so that nothing is announced or laid out twice. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export const byId = (id) => document.getElementById(id);

/** `21:32` in the zone of the story. */
export function clockTime(at, timeZone) {
  return format(timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** `14 Nov` */
export function dayOf(at, timeZone) {
  return format(timeZone, { day: 'numeric', month: 'short' }).format(at);
}

/** `Nov 2026` */
export function monthOf(at, timeZone) {
  return format(timeZone, { month: 'short', year: 'numeric' }).format(at);
}

/** `14 Nov, 21:32` */
export function momentOf(at, timeZone) {
  return `${dayOf(at, timeZone)}, ${clockTime(at, timeZone)}`;
}

/** Milliseconds by which clocks of the zone are ahead of UTC. */
export function zoneOffset(at, timeZone) {
  const whole = Math.floor(at / 60_000) * 60_000;
  const numbers = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  };
  const parts = Object.fromEntries(
    format(timeZone, numbers)
      .formatToParts(whole)
      .map(({ type, value }) => [type, Number(value)]),
  );
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute) - whole;
}

const formats = new Map();

function format(timeZone, options) {
  const key = `${timeZone} ${Object.keys(options).join()}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat('en-GB', { timeZone, ...options }));
  return formats.get(key);
}

/** Colours of the page on a canvas. */

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

export function stroke(ctx, style, width, dash, [x0, y0, x1, y1]) {
  ctx.strokeStyle = style;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** A triangle that stands on its point. */
export function pointer(ctx, style, x, y, size) {
  ctx.fillStyle = style;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - size, y - 1.6 * size);
  ctx.lineTo(x + size, y - 1.6 * size);
  ctx.fill();
}

/** On a patch of the card's own colour, so that a line behind it does not cross the letters. */
export function label(ctx, words, style, x, y, align, ratio) {
  const { width } = ctx.measureText(words);
  ctx.fillStyle = colour('--card');
  ctx.fillRect((align === 'right' ? x - width : x) - 2 * ratio, y - 10 * ratio, width + 4 * ratio, 13 * ratio);
  ctx.fillStyle = style;
  ctx.textAlign = align;
  ctx.textBaseline = 'alphabetic';
  ctx.fillText(words, x, y);
}

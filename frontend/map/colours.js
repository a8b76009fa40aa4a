// @ts-check
/** Colours of the page's tokens as the map and the canvas understand them: `rgba(…)` of what the theme says now. */

const probe = document.createElement("span");
const canvas = document.createElement("canvas");
canvas.width = canvas.height = 1;
const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));

/** @param {string} value any CSS colour, `var(--x)` and `color-mix()` too; painted, because only that resolves all of them */
export function colour(value) {
  probe.style.color = value;
  document.body.append(probe);
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = getComputedStyle(probe).color;
  pen.fillRect(0, 0, 1, 1);
  probe.remove();
  const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
  return `rgba(${r},${g},${b},${(a / 255).toFixed(3)})`;
}

/** @param {string} name of a token or of a colour of `map.css`, without the dashes */
export const token = (name) => colour(`var(--${name})`);

/** Fill, ink and edge of one kind of a scale, from the class that the legend and the list wear too.
 * @param {string} scale @param {string} kind */
export function kindColours(scale, kind) {
  const wearer = document.createElement("i");
  wearer.className = `k-${scale}-${kind}`;
  document.body.append(wearer);
  const style = getComputedStyle(wearer);
  const found = { fill: colour(style.backgroundColor), ink: colour(style.color), edge: colour(style.borderTopColor) };
  wearer.remove();
  return found;
}

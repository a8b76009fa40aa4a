// @ts-check
// Hollow signs for candidates that the plan itself does not sign, where their doors stand.

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 20;

/**
 * @param {HTMLElement} plan holds the drawing; its `data-to-plan` is the matrix from metres to pixels
 * @param {HTMLElement[]} rows those with `data-at` ("x,y" in metres) get a sign with the text of `data-sign`
 */
export function drawCandidates(plan, rows) {
  const svg = plan.querySelector("svg[data-to-plan]");
  const matrix = (svg?.getAttribute("data-to-plan") ?? "").match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number);
  if (!svg || !matrix || matrix.length < 6) return;
  const [a, b, c, d, e, f] = matrix;
  for (const row of rows) {
    const [x, y] = (row.dataset.at ?? "").split(",").map(Number);
    if (!row.dataset.at || !Number.isFinite(x) || !Number.isFinite(y) || !isHere(svg, row)) continue;
    svg.append(sign(`${row.dataset.sign}?`, row.dataset.guid ?? "", a * x + c * y + e, b * x + d * y + f));
  }
}

/** Whether the row's element is drawn on this storey's plan. @param {Element} svg @param {HTMLElement} row */
function isHere(svg, row) {
  const guid = CSS.escape(row.dataset.guid ?? "");
  return svg.querySelector(`[data-guid="${guid}"]`) !== null;
}

/** @param {string} text @param {string} guid @param {number} x @param {number} y */
function sign(text, guid, x, y) {
  const group = document.createElementNS(SVG, "g");
  group.setAttribute("class", "cand");
  group.setAttribute("data-guid", guid);
  const width = 12 + 8 * text.length;
  const box = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ x: x - width / 2, y: y - HEIGHT / 2, width, height: HEIGHT, rx: 2 }))
    box.setAttribute(name, String(value));
  const label = document.createElementNS(SVG, "text");
  label.setAttribute("x", String(x));
  label.setAttribute("y", String(y + 4.5));
  label.textContent = text;
  group.append(box, label);
  return group;
}

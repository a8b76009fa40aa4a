// @ts-check
/** Pictures that the map asks for by name, drawn here: hatching, signs on buildings, circles with a ring of kinds. */

import { kindColours, token } from "./colours.js";

const RATIO = 2;

/** @param {number} width @param {number} height */
function sheet(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width * RATIO;
  canvas.height = height * RATIO;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  pen.scale(RATIO, RATIO);
  return { pen, read: () => pen.getImageData(0, 0, canvas.width, canvas.height) };
}

const font = (/** @type {number} */ px) => `600 ${px}px ${getComputedStyle(document.body).fontFamily}`;

/** Diagonal lines on the ground of the kind; the tile repeats without a seam.
 * @param {string} scale @param {string} kind */
function hatch(scale, kind) {
  const { fill, edge } = kindColours(scale, kind);
  const { pen, read } = sheet(8, 8);
  pen.fillStyle = fill;
  pen.fillRect(0, 0, 8, 8);
  pen.strokeStyle = edge;
  pen.lineWidth = 1;
  for (const x of [-8, 0, 8]) {
    pen.beginPath();
    pen.moveTo(x - 1, 9);
    pen.lineTo(x + 9, -1);
    pen.stroke();
  }
  return read();
}

/** The sign of a kind: letters, or the verdict's own shape taken from the legend.
 * @param {string} scale @param {string} kind @param {string} sign */
function letters(scale, kind, sign) {
  const { ink } = kindColours(scale, kind);
  const { pen, read } = sheet(26, 18);
  if (sign.startsWith("v:")) shape(pen, scale, kind);
  else {
    pen.font = font(13);
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillStyle = ink;
    pen.fillText(sign, 13, 9.5);
  }
  return read();
}

/** @param {CanvasRenderingContext2D} pen @param {string} scale @param {string} kind */
function shape(pen, scale, kind) {
  const drawing = document.querySelector(`.key .k-${scale}-${kind} svg`);
  if (!drawing) return;
  pen.translate(5, 1);
  for (const part of drawing.children) {
    const style = getComputedStyle(part);
    const path = new Path2D(part.getAttribute("d") ?? "");
    const round = part.getAttribute("r");
    if (round) path.arc(Number(part.getAttribute("cx")), Number(part.getAttribute("cy")), Number(round), 0, 7);
    if (part.tagName === "rect") path.rect(1, 1, 14, 14);
    pen.setLineDash((part.getAttribute("stroke-dasharray") ?? "").split(" ").filter(Boolean).map(Number));
    pen.lineWidth = parseFloat(style.strokeWidth);
    pen.fillStyle = style.fill;
    pen.strokeStyle = style.stroke;
    if (style.fill !== "none") pen.fill(path);
    if (style.stroke !== "none") pen.stroke(path);
  }
}

/** A circle with its count and a ring that is split by kind, the worst from twelve o'clock on.
 * @param {string} scale @param {string[]} kinds @param {number[]} mix */
function ring(scale, kinds, mix) {
  const n = mix.reduce((a, b) => a + b, 0);
  const radius = n < 10 ? 15 : n < 100 ? 18 : n < 1000 ? 22 : 26;
  const side = 2 * radius + 4;
  const middle = side / 2;
  const { pen, read } = sheet(side, side);
  disc(pen, middle, radius + 1.5, token("surface"));
  let turn = -Math.PI / 2;
  mix.forEach((part, index) => {
    if (!part) return;
    const { fill, edge } = kindColours(scale, kinds[index]);
    // A single dangerous building among thousands must still be seen.
    const share = Math.max(part / n, 0.03) * Math.PI * 2;
    pen.beginPath();
    pen.arc(middle, middle, radius - 3, turn, Math.min(turn + share, Math.PI * 1.5));
    pen.lineWidth = 6;
    pen.strokeStyle = edge;
    pen.stroke();
    pen.lineWidth = 4.5;
    pen.strokeStyle = fill;
    pen.stroke();
    turn += share;
  });
  disc(pen, middle, radius - 6, token("surface"));
  pen.font = font(n < 1000 ? 12 : 13);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = token("ink");
  pen.fillText(n < 10000 ? String(n) : `${(n / 1000).toFixed(0)}k`, middle, middle + 0.5);
  return read();
}

/** @param {CanvasRenderingContext2D} pen @param {number} at @param {number} radius @param {string} fill */
function disc(pen, at, radius, fill) {
  pen.beginPath();
  pen.arc(at, at, radius, 0, 7);
  pen.fillStyle = fill;
  pen.fill();
}

/** Draw what the map misses. Names: `hatch|scale|kind`, `sign|scale|kind`, `ring|scale|3,1,0`.
 * @param {any} map @param {Record<string, {code: string, sign: string}[]>} scales @param {string} name */
export function supply(map, scales, name) {
  const [what, scale, rest] = name.split("|");
  const kinds = scales[scale];
  if (!kinds || map.hasImage(name)) return;
  if (what === "hatch") map.addImage(name, hatch(scale, rest), { pixelRatio: RATIO });
  if (what === "sign") {
    const sign = kinds.find((kind) => kind.code === rest)?.sign ?? "";
    map.addImage(name, letters(scale, rest, sign), { pixelRatio: RATIO });
  }
  if (what === "ring") {
    const mix = rest.split(",").map(Number);
    map.addImage(name, ring(scale, kinds.map((kind) => kind.code), mix), { pixelRatio: RATIO });
  }
}

// @ts-check
/** The map's style: an own muted ground below, buildings by the chosen scale above. All colours come from the tokens. */

import { kindColours, token } from "./colours.js";

/** Pixels of a metre at zoom 0 on a 512 px tile: circumference over the equator, times the cosine of the latitude. */
const pixels = (/** @type {number} */ lat) => 512 / (40075016.7 * Math.cos((lat * Math.PI) / 180));

/** A width in metres of the ground, exact at every zoom. @param {number} lat @param {number} more extra pixels */
function metres(lat, more = 0) {
  const at = (/** @type {number} */ zoom) => ["+", ["*", ["get", "width_m"], pixels(lat) * 2 ** zoom], more];
  return ["interpolate", ["exponential", 2], ["zoom"], 8, at(8), 22, at(22)];
}

/** @param {any} config @param {string} query words of the filters @param {number} lat of the city, for road widths */
export function style(config, query, lat) {
  const origin = location.origin;
  const sources = /** @type {Record<string, any>} */ ({
    buildings: {
      type: "vector",
      tiles: [`${origin}${config.tiles}?${query}`],
      maxzoom: config.maxZoom,
      promoteId: "uuid",
    },
  });
  if (config.base.version) {
    const tiles = [`${origin}${config.base.tiles}?v=${config.base.version}`];
    sources.base = { type: "vector", tiles, maxzoom: config.base.maxZoom };
  }
  config.rasters.forEach((/** @type {string} */ url, /** @type {number} */ n) => {
    sources[`raster-${n}`] = { type: "raster", tiles: [url], tileSize: 256 };
  });
  const layers = [
    { id: "land", type: "background", paint: { "background-color": token("m-land") } },
    ...config.rasters.map((/** @type {string} */ _url, /** @type {number} */ n) => raster(n)),
    ...(config.base.version ? ground(lat) : []),
    ...buildings(config),
    ...(config.base.version ? names() : []),
    ...chosen(),
    circles(config.scale),
  ];
  return { version: 8, sources, layers };
}

const raster = (/** @type {number} */ n) => ({ id: `raster-${n}`, type: "raster", source: `raster-${n}` });

/** @param {number} lat */
function ground(lat) {
  const area = (/** @type {string} */ layer, /** @type {string} */ name) => ({
    id: `base-${layer}`,
    type: "fill",
    source: "base",
    "source-layer": layer,
    paint: { "fill-color": token(name), "fill-antialias": true },
  });
  const road = (/** @type {string} */ id, /** @type {string} */ name, /** @type {number} */ more) => ({
    id,
    type: "line",
    source: "base",
    "source-layer": "road",
    layout: { "line-cap": "butt", "line-join": "round" },
    paint: { "line-color": token(name), "line-width": metres(lat, more) },
  });
  return [
    area("block", "m-block"),
    area("green", "m-green"),
    area("water", "m-water"),
    road("base-road-edge", "m-road-edge", 2),
    road("base-road", "m-road", 0),
  ];
}

const halo = () => ({ "text-color": token("m-label"), "text-halo-color": token("m-halo"), "text-halo-width": 1.8 });

function names() {
  const about = { source: "base", type: "symbol" };
  const text = { "text-field": ["get", "name"], "text-size": 12 };
  return [
    {
      ...about,
      id: "base-road-name",
      "source-layer": "road",
      minzoom: 14,
      layout: { ...text, "symbol-placement": "line", "symbol-spacing": 420, "text-max-angle": 30 },
      paint: halo(),
    },
    {
      ...about,
      id: "base-name",
      "source-layer": "label",
      minzoom: 13,
      layout: { ...text, "text-letter-spacing": 0.12 },
      paint: halo(),
    },
  ];
}

const of = { source: "buildings", "source-layer": "buildings" };

/** @param {any} config */
function buildings(config) {
  const { scale } = config;
  const kinds = /** @type {any[]} */ (config.scales[scale]);
  const colours = kinds.map((kind) => ({ ...kind, ...kindColours(scale, kind.code) }));
  const by = (/** @type {string} */ part, /** @type {string} */ other) =>
    ["match", ["get", scale], ...colours.flatMap((kind) => [kind.code, kind[part]]), other];
  const hatched = kinds.filter((kind) => kind.hatched).map((kind) => kind.code);
  const signed = kinds.filter((kind) => kind.sign).map((kind) => kind.code);
  const gone = ["match", ["get", "stage"], ["demolished", "planned"], 0.35, 1];
  return [
    { ...of, id: "bldg-fill", type: "fill", paint: { "fill-color": by("fill", token("risk-u")), "fill-opacity": gone } },
    {
      ...of,
      id: "bldg-hatch",
      type: "fill",
      filter: ["in", ["get", scale], ["literal", hatched]],
      paint: { "fill-pattern": ["concat", `hatch|${scale}|`, ["get", scale]], "fill-opacity": gone },
    },
    {
      ...of,
      id: "bldg-edge",
      type: "line",
      paint: {
        "line-color": by("edge", token("line-2")),
        "line-width": ["interpolate", ["linear"], ["zoom"], 14, 0.4, 16, 1, 19, 1.6],
        "line-opacity": gone,
      },
    },
    ...(signed.length ? [signs(scale, signed)] : []),
    {
      ...of,
      id: "bldg-name",
      type: "symbol",
      minzoom: 17,
      layout: {
        "text-field": scale === "year" ? ["coalesce", ["to-string", ["get", "built"]], ""] : ["get", "name"],
        "text-size": 12,
        "text-offset": [0, scale === "year" ? 0 : 1.3],
        "text-max-width": 9,
      },
      paint: halo(),
    },
  ];
}

/** @param {string} scale @param {string[]} signed kinds with a sign, worst first: it wins where there is little room */
function signs(scale, signed) {
  return {
    ...of,
    id: "bldg-sign",
    type: "symbol",
    minzoom: 14.5,
    filter: ["in", ["get", scale], ["literal", signed]],
    layout: {
      "icon-image": ["concat", `sign|${scale}|`, ["get", scale]],
      "icon-size": ["interpolate", ["linear"], ["zoom"], 14.5, 0.6, 17, 1],
      "symbol-sort-key": ["match", ["get", scale], ...signed.flatMap((code, n) => [code, n]), 9],
      "icon-padding": 0,
    },
  };
}

/** The selected building: a blue line around it, and a gap in the colour of paper between. */
function chosen() {
  const line = (/** @type {string} */ id, /** @type {string} */ name, /** @type {number} */ width, /** @type {number} */ away) => ({
    ...of,
    id,
    type: "line",
    filter: ["==", ["get", "uuid"], ""],
    layout: { "line-join": "round" },
    paint: { "line-color": token(name), "line-width": width, "line-offset": -away },
  });
  return [line("chosen-gap", "surface", 7, 4), line("chosen-line", "accent", 3, 6)];
}

/** @param {string} scale */
function circles(scale) {
  return {
    id: "circles",
    type: "symbol",
    source: "buildings",
    "source-layer": "clusters",
    layout: {
      "icon-image": ["concat", `ring|${scale}|`, ["get", "mix"]],
      "icon-allow-overlap": true,
      "symbol-sort-key": ["get", "n"],
    },
  };
}

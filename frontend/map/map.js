// @ts-check
/** The map page: MapLibre over our own tiles, and one state (scale, kinds shown, building chosen) that all parts follow. */

import * as maplibregl from "maplibre-gl";
import { supply } from "./images.js";
import { card, follow, legend, list, pressed } from "./panel.js";
import { style } from "./style.js";

const config = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("map-config")).textContent ?? "");
const box = /** @type {HTMLElement} */ (document.getElementById("map"));
const FILLS = ["bldg-fill", "bldg-hatch"];
const CLOSE_BY = 16.3;

/** Words of the filters for tiles and list. */
function query() {
  const words = new URLSearchParams(location.search);
  words.delete("building");
  words.set("scale", config.scale);
  if (config.shown.length) words.set("show", config.shown.join(","));
  else words.delete("show");
  return words.toString();
}

/** The part of the map that nothing covers, as insets in pixels. */
function insets() {
  const panel = /** @type {HTMLElement} */ (document.querySelector(".panel")).getBoundingClientRect();
  const all = box.getBoundingClientRect();
  const below = panel.width > all.width * 0.7;
  return { top: 0, right: 0, left: below ? 0 : panel.right - all.left, bottom: below ? all.bottom - panel.top : 0 };
}

function start() {
  const bounds = config.bounds ?? [73, 18, 135, 54];
  const middle = (bounds[1] + bounds[3]) / 2;
  const map = new maplibregl.Map({
    container: box,
    style: /** @type {any} */ (style(config, query(), middle)),
    bounds,
    fitBoundsOptions: { padding: { ...padded() }, maxZoom: 17 },
    hash: true,
    maxZoom: 20,
    minZoom: 3,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    attributionControl: false,
    fadeDuration: 0,
    locale: config.words,
    localIdeographFontFamily: getComputedStyle(document.body).fontFamily,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.setMissingStyleImageResolver((name) => supply(map, config.scales, name));
  return map;
}

function padded() {
  const free = insets();
  return { top: 56, right: 40, left: free.left + 24, bottom: free.bottom + 40 };
}

/** @param {any} map */
function view(map) {
  const free = insets();
  const a = map.unproject([free.left, box.clientHeight - free.bottom]);
  const b = map.unproject([box.clientWidth, free.top]);
  return [a.lng, a.lat, b.lng, b.lat].map((n) => n.toFixed(7)).join(",");
}

/** What is drawn, for those who test: buildings by UUID, and the sum of the circles. @param {any} map */
function told(map) {
  const drawn = new Set(map.queryRenderedFeatures({ layers: ["bldg-fill"] }).map((/** @type {any} */ f) => f.properties.uuid));
  const circles = new Map(
    map.queryRenderedFeatures({ layers: ["circles"] }).map((/** @type {any} */ f) => [f.geometry.coordinates.join(), f.properties.n]),
  );
  box.dataset.features = String(drawn.size);
  box.dataset.clustered = String([...circles.values()].reduce((a, b) => a + b, 0));
  box.dataset.zoom = map.getZoom().toFixed(2);
  box.dataset.state = "ready";
}

/** The address says what is shown, so that it can be sent to a colleague. @param {Record<string, string>} words */
function remember(words) {
  const now = new URL(location.href);
  for (const [name, value] of Object.entries(words)) {
    if (value) now.searchParams.set(name, value);
    else now.searchParams.delete(name);
  }
  history.replaceState(history.state, "", now);
  const list = /** @type {HTMLAnchorElement} */ (document.getElementById("to-list"));
  const rest = new URLSearchParams(now.search);
  for (const name of ["building", "scale", "show"]) rest.delete(name);
  list.search = rest.toString();
}

function run() {
  const map = start();
  let timer = 0;
  const refresh = () => {
    clearTimeout(timer);
    timer = setTimeout(() => list(config, `${config.list}?bbox=${view(map)}&${query()}`, choose), 150);
  };

  /** @param {string} uuid */
  function mark(uuid) {
    for (const layer of ["chosen-gap", "chosen-line"]) map.setFilter(layer, ["==", ["get", "uuid"], uuid]);
  }

  /** @param {string} uuid @param {number} lon @param {number} lat @param {boolean} [go] whether the map goes there */
  function choose(uuid, lon, lat, go = false) {
    mark(uuid);
    box.dataset.chosen = uuid;
    remember({ building: uuid });
    pressed(uuid);
    if (!uuid) return card(config, "", null, () => {});
    if (go) map.jumpTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), CLOSE_BY), padding: insets() });
    card(config, uuid, follow(map, box, [lon, lat], insets), () => choose("", 0, 0));
  }

  map.on("load", () => {
    if (config.chosen) choose(config.chosen.uuid, config.chosen.lon, config.chosen.lat, true);
    refresh();
  });
  map.on("idle", () => told(map));
  map.on("movestart", () => (box.dataset.state = "moving"));
  map.on("moveend", refresh);
  map.on("click", (event) => {
    const [circle] = map.queryRenderedFeatures(event.point, { layers: ["circles"] });
    if (circle) {
      const at = /** @type {any} */ (circle.geometry).coordinates;
      return map.easeTo({ center: at, zoom: map.getZoom() + 2, duration: 120 });
    }
    const [found] = map.queryRenderedFeatures(event.point, { layers: FILLS });
    if (found) choose(found.properties.uuid, event.lngLat.lng, event.lngLat.lat);
    else if (box.dataset.chosen) choose("", 0, 0);
  });
  for (const layer of [...FILLS, "circles"]) {
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box.dataset.chosen) choose("", 0, 0);
  });

  legend(config, () => {
    remember({ scale: config.scale, show: config.shown.join(",") });
    box.dataset.state = "moving";
    map.setStyle(/** @type {any} */ (style(config, query(), map.getCenter().lat)), { diff: false });
    map.once("styledata", () => mark(box.dataset.chosen ?? ""));
    refresh();
  });
  buttons(map);
}

/** @param {any} map */
function buttons(map) {
  document.getElementById("zoom-in")?.addEventListener("click", () => map.zoomIn({ duration: 120 }));
  document.getElementById("zoom-out")?.addEventListener("click", () => map.zoomOut({ duration: 120 }));
  document.getElementById("zoom-all")?.addEventListener("click", () => {
    if (config.bounds) map.fitBounds(config.bounds, { padding: padded(), maxZoom: 17, duration: 0 });
  });
  for (const place of document.querySelectorAll(".scalebar")) {
    place.append(new maplibregl.ScaleControl({ maxWidth: 100 }).onAdd(map));
  }
  // A filter reloads the page: what was pressed since, and the view behind the #, go with it.
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".panel .chips a"))) {
    link.addEventListener("click", () => {
      const to = new URL(link.href);
      to.searchParams.set("scale", config.scale);
      to.searchParams.set("show", config.shown.join(","));
      to.hash = location.hash;
      link.href = to.href;
    });
  }
}

try {
  run();
} catch (error) {
  box.dataset.state = "failed";
  box.textContent = config.words.failed;
  const [w, s, e, n] = config.bounds ?? [73, 18, 135, 54];
  list(config, `${config.list}?bbox=${[w, s, e, n]}&${query()}`, (uuid) => card(config, uuid, null, () => {}));
  console.error(error);
}

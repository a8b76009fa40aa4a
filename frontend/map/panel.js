// @ts-check
/** What stands beside and over the map: list, legend, card. The server writes their words. */

const place = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
let asked = 0;

/** Read the list of the view; an answer that comes too late is not shown.
 * @param {any} config @param {string} address
 * @param {(uuid: string, lon: number, lat: number, go: boolean) => void} choose */
export async function list(config, address, choose) {
  const mine = ++asked;
  const panel = place("map-list");
  panel.dataset.state = "loading";
  const text = await read(address);
  if (mine !== asked) return;
  if (text === null) {
    panel.dataset.state = "failed";
    panel.innerHTML = "";
    panel.append(Object.assign(document.createElement("p"), { className: "in note bad", textContent: config.words.list }));
    return;
  }
  panel.innerHTML = text;
  for (const row of panel.querySelectorAll("a.bl")) {
    const { uuid, lon, lat } = /** @type {HTMLElement} */ (row).dataset;
    row.addEventListener("click", (event) => {
      if (/** @type {MouseEvent} */ (event).metaKey || /** @type {MouseEvent} */ (event).ctrlKey) return;
      event.preventDefault();
      choose(uuid ?? "", Number(lon), Number(lat), true);
    });
  }
  pressed(place("map").dataset.chosen ?? "");
  count(config, panel.querySelector("[data-kinds]"));
  panel.dataset.state = "ready";
}

/** Mark the row of the chosen building. @param {string} uuid */
export function pressed(uuid) {
  for (const row of document.querySelectorAll("a.bl")) {
    if (/** @type {HTMLElement} */ (row).dataset.uuid === uuid) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

/** Put the counts of the view into the legend. @param {any} config @param {Element | null} head */
function count(config, head) {
  const counts = /** @type {HTMLElement | null} */ (head)?.dataset.kinds ?? "";
  for (const pair of counts.split(",").filter(Boolean)) {
    const [kind, n] = pair.split("=");
    const figure = document.querySelector(`.key[data-scale="${config.scale}"] [data-kind="${kind}"] .n`);
    if (figure) figure.textContent = Number(n).toLocaleString("en");
  }
}

/** The legend is also the filter; the buttons above choose the scale. @param {any} config @param {() => void} changed */
export function legend(config, changed) {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".key [data-kind]"))) {
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      const key = `.key[data-scale="${config.scale}"] [aria-pressed="true"]`;
      config.shown = [...document.querySelectorAll(key)].map((one) => /** @type {HTMLElement} */ (one).dataset.kind);
      changed();
    });
  }
  const scales = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".tools [data-scale]"));
  for (const button of scales) {
    button.addEventListener("click", () => {
      config.scale = button.dataset.scale;
      config.shown = [];
      for (const one of scales) one.setAttribute("aria-pressed", String(one === button));
      for (const key of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".key"))) {
        key.hidden = key.dataset.scale !== config.scale;
        for (const kind of key.querySelectorAll("[data-kind]")) kind.setAttribute("aria-pressed", "false");
      }
      changed();
    });
  }
}

/** @type {(() => void) | null} */
let stop = null;

/** Show the card of a building, or none.
 * @param {any} config @param {string} uuid @param {((card: HTMLElement) => () => void) | null} near keeps it by the building
 * @param {() => void} closed */
export async function card(config, uuid, near, closed) {
  const panel = place("map-card");
  stop?.();
  stop = null;
  panel.dataset.uuid = uuid;
  panel.hidden = true;
  if (!uuid) return;
  const text = await read(config.card.replace("{uuid}", uuid));
  if (text === null || panel.dataset.uuid !== uuid) return;
  panel.innerHTML = text;
  panel.hidden = false;
  panel.querySelector("[data-close]")?.addEventListener("click", () => {
    card(config, "", null, closed);
    closed();
  });
  if (near) stop = near(panel);
}

/** Keeps the card beside a point of the map, inside the part that nothing covers.
 * @param {any} map @param {HTMLElement} box @param {[number, number]} at
 * @param {() => {left: number, top: number, right: number, bottom: number}} insets */
export const follow = (map, box, at, insets) => (/** @type {HTMLElement} */ panel) => {
  const put = () => {
    const { x, y } = map.project(at);
    const free = insets();
    const width = panel.offsetWidth;
    const height = panel.offsetHeight;
    const right = box.clientWidth - width - 12;
    const bottom = box.clientHeight - free.bottom - height - 44;
    panel.style.left = `${Math.max(free.left + 12, Math.min(x + 36, right))}px`;
    panel.style.top = `${Math.max(12, Math.min(y + 36, bottom))}px`;
  };
  put();
  map.on("move", put);
  return () => map.off("move", put);
};

/** @param {string} address */
async function read(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    // A login page is an answer too, but not ours.
    return answer.ok && !answer.redirected ? await answer.text() : null;
  } catch {
    return null;
  }
}

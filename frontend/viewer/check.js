// The check page without page loads: one selection drives list, plan, detail and 3D. Without this script every row is a link.

const grid = document.querySelector(".checkgrid");
/** @type {any} */
let viewer = document.querySelector("building-viewer");

/** Show the chosen element on the plan. @param {ParentNode} root */
function mark(root) {
  const plan = /** @type {HTMLElement | null} */ (root.querySelector("#plan"));
  const guid = plan?.dataset.guid;
  if (!plan || !guid) return;
  const shapes = plan.querySelectorAll(`[data-guid="${CSS.escape(guid)}"]`);
  shapes.forEach((shape) => shape.classList.add("chosen"));
  const [box, at] = [plan.getBoundingClientRect(), shapes[0]?.getBoundingClientRect()];
  if (at) plan.scrollBy(at.x - box.x - box.width / 2, at.y - box.y - box.height / 2);
}

/** Labels of a plan stay at their natural size however far the plan is scaled. */
function keepLabels() {
  for (const plan of /** @type {NodeListOf<SVGSVGElement>} */ (document.querySelectorAll(".plan > svg"))) {
    const natural = plan.viewBox.baseVal.width;
    // Further than this they would run into each other; the button beside shows the plan in its own size.
    if (natural && plan.clientWidth) plan.style.setProperty("--fp-k", String(Math.min(1.35, natural / plan.clientWidth)));
  }
}

/** @param {string} address @param {boolean} push */
async function go(address, push) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) {
    location.assign(address);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of [".middle", ".detail"]) {
    const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
    if (old && fresh) old.replaceWith(fresh);
  }
  const next = /** @type {HTMLElement | null} */ (page.querySelector("building-viewer"));
  if (viewer && next) viewer.choose(next.dataset.guid, next.dataset.storey, next.dataset.path);
  const current = page.querySelector(".vlist [aria-current]")?.getAttribute("href");
  for (const row of document.querySelectorAll(".vlist .vrow")) {
    if (row.getAttribute("href") === current) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
  if (push) history.pushState({}, "", address);
  keepLabels();
  mark(document);
}

grid?.addEventListener("click", (event) => {
  const size = /** @type {HTMLElement} */ (event.target).closest("[data-plan=actual]");
  if (size) {
    const on = Boolean(document.querySelector("#plan")?.classList.toggle("actual"));
    size.setAttribute("aria-pressed", String(on));
    keepLabels();
    mark(document);
    return;
  }
  const link = /** @type {HTMLElement} */ (event.target).closest("a.vrow, .barlist a, .alike a");
  if (!link || /** @type {MouseEvent} */ (event).ctrlKey || /** @type {MouseEvent} */ (event).metaKey) return;
  event.preventDefault();
  void go(/** @type {HTMLAnchorElement} */ (link).href, true);
});

document.querySelector(".vlist")?.addEventListener("keydown", (event) => {
  const key = /** @type {KeyboardEvent} */ (event).key;
  if (key !== "ArrowDown" && key !== "ArrowUp") return;
  const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("details[open] > a.vrow")]);
  const at = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const row = rows[at + (key === "ArrowDown" ? 1 : -1)];
  if (!row) return;
  event.preventDefault();
  row.focus();
  row.click();
});

window.addEventListener("popstate", () => void go(location.href, false));
keepLabels();
mark(document);
window.addEventListener("resize", keepLabels);

if (viewer) {
  const element = /** @type {HTMLElement} */ (viewer);
  const { BuildingViewer } = await import(/** @type {string} */ (element.dataset.module));
  if (!customElements.get("building-viewer")) customElements.define("building-viewer", BuildingViewer);
  viewer = element;
  const button = document.querySelector("[data-viewer=storey]");
  button?.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    viewer.onlyStorey(on);
  });
  viewer.verdicts = JSON.parse(document.querySelector("#verdicts")?.textContent ?? "{}");
  const colours = document.querySelector("[data-viewer=verdict]");
  colours?.addEventListener("click", () => {
    const on = colours.getAttribute("aria-pressed") !== "true";
    colours.setAttribute("aria-pressed", String(on));
    viewer.colourByVerdict(on);
  });
  const level = /** @type {HTMLSelectElement | null} */ (document.querySelector("[data-viewer=level]"));
  level?.addEventListener("change", () => {
    button?.setAttribute("aria-pressed", String(Boolean(level.value)));
    viewer.showStorey(level.value);
  });
  element.addEventListener("pick", (event) => {
    const picked = /** @type {CustomEvent} */ (event).detail;
    const words = document.querySelector(".picked");
    if (words) words.textContent = `${picked.type} · ${picked.name} · ${picked.guid}`;
    if (viewer.verdicts[picked.guid]) void go(`?element=${encodeURIComponent(picked.guid)}`, true);
  });
}

export {};

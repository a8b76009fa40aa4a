// @ts-check
// Review page: a row and its element on the plan show each other; keys 1 2 3 answer the row in focus, arrows move on.

import { drawCandidates } from "./exit_signs.js";
import { watchOthers } from "./exit_others.js";

const plan = document.getElementById("plan");
const rows = /** @type {HTMLTableRowElement[]} */ ([...document.querySelectorAll(".exits tr[data-guid]")]);
const counter = document.querySelector("[data-count]");
/** @type {Map<string, HTMLTableRowElement>} */
const byGuid = new Map(rows.map((row) => [row.dataset.guid ?? "", row]));

if (plan) drawCandidates(plan, rows);

/** @param {string} guid @returns {Element[]} shapes of an element on the plan, its sign included */
const shapesOf = (guid) => (guid ? [...document.querySelectorAll(`#plan [data-guid="${CSS.escape(guid)}"]`)] : []);

/** @param {HTMLTableRowElement | null} row @param {boolean} reveal whether the plan scrolls to the element */
function choose(row, reveal) {
  for (const old of document.querySelectorAll("#plan .chosen")) old.classList.remove("chosen");
  for (const other of rows) other.toggleAttribute("aria-selected", false);
  if (!row) return;
  row.setAttribute("aria-selected", "true");
  const shapes = shapesOf(row.dataset.guid ?? "");
  for (const shape of shapes) shape.classList.add("chosen");
  if (reveal) shapes.at(-1)?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** @param {HTMLTableRowElement} row @param {number} number */
function answer(row, number) {
  const radios = /** @type {NodeListOf<HTMLInputElement>} */ (row.querySelectorAll(".ans input"));
  const radio = radios[number - 1];
  if (!radio || radio.disabled || radio.matches("fieldset:disabled *")) return;
  radio.checked = !radio.checked;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

function count() {
  if (!counter) return;
  const given = document.querySelectorAll(".exits .ans input:checked").length;
  const listed = [...document.querySelectorAll(".exits .say select")].filter(
    (s) => /** @type {HTMLSelectElement} */ (s).value,
  ).length;
  counter.textContent = given + listed ? `+${given + listed}` : "";
}

for (const row of rows) {
  row.addEventListener("mouseenter", () => choose(row, false));
  row.addEventListener("focusin", () => choose(row, true));
  row.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.matches("select, input:not([type=radio])") || event.ctrlKey || event.altKey || event.metaKey) return;
    const place = rows.indexOf(row);
    if (/^[1-9]$/.test(event.key)) answer(row, Number(event.key));
    else if (event.key === "ArrowDown" && !target.matches("input")) rows[place + 1]?.focus();
    else if (event.key === "ArrowUp" && !target.matches("input")) rows[place - 1]?.focus();
    else return;
    event.preventDefault();
  });
  row.addEventListener("change", (event) => {
    const changed = /** @type {HTMLElement} */ (event.target);
    if (changed.matches("select"))
      for (const radio of row.querySelectorAll(".ans input")) /** @type {HTMLInputElement} */ (radio).checked = false;
    else for (const list of row.querySelectorAll("select")) list.value = "";
    count();
  });
}

for (const guid of byGuid.keys()) for (const shape of shapesOf(guid)) shape.classList.add("pickable");
plan?.addEventListener("click", (event) => {
  const from = /** @type {Element} */ (event.target).closest("[data-guid]");
  const row = byGuid.get(from?.getAttribute("data-guid") ?? "") ?? bySign(from);
  row?.scrollIntoView({ block: "nearest" });
  row?.focus();
});

/** A sign for a stair stands once on a plan though several doors lead there. @param {Element | null} from */
function bySign(from) {
  const label = from?.closest(".fp-exit")?.querySelector("text")?.textContent?.replace("?", "");
  return label ? rows.find((row) => row.dataset.sign === label) : undefined;
}

for (const select of /** @type {NodeListOf<HTMLSelectElement>} */ (document.querySelectorAll("select[data-go]"))) {
  select.addEventListener("change", () => select.form?.requestSubmit());
  const plain = select.form?.querySelector("[data-plain]");
  if (plain) plain.remove();
}

let sending = false;
for (const form of document.querySelectorAll("form.exits"))
  form.addEventListener("submit", () => {
    sending = true;
  });
addEventListener("beforeunload", (event) => {
  if (!sending && counter?.textContent) event.preventDefault();
});
watchOthers(/** @type {HTMLElement | null} */ (document.getElementById("others")));

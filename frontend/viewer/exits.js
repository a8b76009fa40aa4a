// Pointing at a row shows its door or stair on the plans. Keys 1 2 3 answer the row in focus.

for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".exits tr[data-guid]"))) {
  const shapes = document.querySelectorAll(`.plans [data-guid="${CSS.escape(row.dataset.guid ?? "")}"]`);
  const show = (/** @type {boolean} */ on) => shapes.forEach((shape) => shape.classList.toggle("chosen", on));
  row.addEventListener("mouseenter", () => show(true));
  row.addEventListener("mouseleave", () => show(false));
  row.addEventListener("focusin", () => {
    show(true);
    shapes[0]?.closest("details")?.setAttribute("open", "");
  });
  row.addEventListener("focusout", () => show(false));
  row.addEventListener("keydown", (event) => {
    const select = row.querySelector("select");
    const number = Number(event.key);
    if (select && number >= 1 && number < select.options.length) select.selectedIndex = number;
  });
}

// @ts-check
/** What every page shares: menus that close again, and buttons that are not pressed twice. Pages work without it. */

document.addEventListener("click", (event) => {
  const inside = event.target instanceof Element ? event.target.closest("details.menu") : null;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== inside) menu.removeAttribute("open");
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.menu[open]");
  if (!open) return;
  open.removeAttribute("open");
  open.querySelector("summary")?.focus();
});

/** The server refuses a second effect by itself; this only spares the person the doubt. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
  // After the values were collected: a disabled button would not send its own.
  setTimeout(() => {
    for (const button of form.querySelectorAll("button")) button.disabled = true;
  });
});

// Back from the browser's cache the page must be usable again.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form button[disabled]:not([data-stays])")) {
    if (button instanceof HTMLButtonElement) button.disabled = false;
  }
});

// @ts-check
// Tells when somebody else has said something since the page was made. Without this the answer to saving tells it.

const EVERY_MS = 20_000;

/** @param {HTMLElement | null} note hidden until there is something to tell; `data-since` is the address to ask */
export function watchOthers(note) {
  if (!note) return;
  const text = note.querySelector("span");
  const ask = async () => {
    if (document.visibilityState !== "visible") return;
    try {
      const response = await fetch(note.dataset.since ?? "", { headers: { Accept: "application/json" } });
      if (!response.ok || !(response.headers.get("Content-Type") ?? "").includes("json")) return;
      const told = await response.json();
      note.hidden = !told.text;
      if (text) text.textContent = told.text;
    } catch {
      // Offline for a moment: the next round asks again.
    }
  };
  setInterval(ask, EVERY_MS);
  document.addEventListener("visibilitychange", ask);
}

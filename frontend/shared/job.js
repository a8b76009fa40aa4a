// @ts-check
/** Follows a running job and opens its result. Without this module a reload shows the same. */

const card = /** @type {HTMLElement | null} */ (document.querySelector("[data-job]"));
const EVERY_MS = 1000;
const SLOWER_MS = 5000;

/** @param {string} name @param {string} text */
function put(name, text) {
  const place = card?.querySelector(`[data-${name}]`);
  if (place && place.textContent !== text) place.textContent = text;
}

/** @param {{word: string, step: string, progress: number | null, seconds: number | null}} job */
function show(job) {
  put("word", job.word);
  put("step", job.step);
  put("seconds", job.seconds === null ? "" : `${job.seconds} s`);
  const bar = card?.querySelector("progress");
  if (!bar) return;
  if (job.progress === null) bar.removeAttribute("value");
  else {
    bar.max = 100;
    bar.value = job.progress;
  }
}

async function follow() {
  let wait = EVERY_MS;
  try {
    const response = await fetch(card?.dataset.job ?? "", { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(String(response.status));
    const job = await response.json();
    if (job.ended) {
      location.assign(job.result_url || location.href);
      return;
    }
    show(job);
  } catch {
    wait = SLOWER_MS;
  }
  setTimeout(follow, wait);
}

if (card) setTimeout(follow, EVERY_MS);

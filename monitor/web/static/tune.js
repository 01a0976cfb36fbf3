// The threshold is moved over the histogram, and what it would do follows. Without this script, the form does it.
const figure = document.querySelector(".tuning");
const slide = figure.querySelector("input");
const number = document.querySelector("#t");
const effect = document.querySelector("#effect");
const WAIT_MS = 60;

let waiting = 0;
let asked = new AbortController();

async function follow(value) {
  asked.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(`${figure.dataset.effect}?t=${value}`, {
      headers: { "HX-Request": "true" },
      signal: asked.signal,
    });
    if (!answer.ok) throw new Error(answer.statusText);
    effect.innerHTML = await answer.text();
    history.replaceState(null, "", `?t=${value}`);
  } catch (error) {
    if (error.name !== "AbortError") effect.setAttribute("data-stale", "");
    return;
  }
  effect.removeAttribute("data-stale");
}

function move(value, from) {
  if (value === "" || Number(value) < 0 || Number(value) > 1) return;
  if (from !== slide) slide.value = value;
  if (from !== number) number.value = value;
  slide.setAttribute("aria-valuetext", value);
  clearTimeout(waiting);
  waiting = setTimeout(follow, WAIT_MS, value);
}

slide.hidden = false;
slide.addEventListener("input", () => move(slide.value, slide));
number.addEventListener("input", () => move(number.value, number));
document.querySelector("#trying").addEventListener("submit", (event) => {
  event.preventDefault();
  move(number.value, number);
});

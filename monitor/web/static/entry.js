// Readings of marked words appear beside them; without this file a mark leads to its reading in the list.

const tip = document.createElement("div");
tip.className = "tip";
tip.role = "tooltip";
tip.hidden = true;
document.body.append(tip);

let shown = null;

function show(mark) {
  if (mark === shown) return;
  shown = mark;
  tip.replaceChildren();
  for (const name of mark.dataset.of.split(" ")) {
    const reading = document.getElementById(name).cloneNode(true);
    const copy = document.createElement("div");
    copy.className = reading.className;
    reading.querySelectorAll("form, details").forEach((form) => form.remove());
    copy.append(...reading.childNodes);
    tip.append(copy);
  }
  tip.hidden = false;
  const at = mark.getClientRects()[0];
  const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
  tip.style.left = `${Math.max(8, Math.min(at.left, room)) + window.scrollX}px`;
  const below = at.bottom + tip.offsetHeight + 6 < window.innerHeight || at.top < tip.offsetHeight + 6;
  tip.style.top = `${(below ? at.bottom + 4 : at.top - tip.offsetHeight - 4) + window.scrollY}px`;
}

function hide() {
  shown = null;
  tip.hidden = true;
}

let leaving = 0;
for (const mark of document.querySelectorAll("a.mark")) {
  mark.addEventListener("mouseenter", () => { clearTimeout(leaving); show(mark); });
  mark.addEventListener("focus", () => show(mark));
  mark.addEventListener("blur", hide);
  mark.addEventListener("mouseleave", () => { leaving = setTimeout(hide, 250); });
}
// It stays while it is pointed at, and goes at the press of a key.
tip.addEventListener("mouseenter", () => clearTimeout(leaving));
tip.addEventListener("mouseleave", hide);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

const copy = document.getElementById("copy");
copy.hidden = false;
copy.addEventListener("click", async () => {
  const link = document.getElementById("link");
  try {
    await navigator.clipboard.writeText(link.value);
  } catch {
    // Pages without a secure address may not write the clipboard.
    link.select();
    document.execCommand("copy");
  }
  document.getElementById("copied").textContent = copy.dataset.done;
});

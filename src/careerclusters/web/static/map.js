// Zoom, pan and names on hover. Without this the map is a picture with links.
"use strict";
const box = document.getElementById("map");
const svg = box.querySelector("svg");
const side = Number(svg.dataset.side);
let scale = 1, left = 0, top_ = 0;

const titles = document.createElementNS("http://www.w3.org/2000/svg", "g");
titles.setAttribute("class", "titles");
titles.setAttribute("aria-hidden", "true");
svg.append(titles);
const NEAR = 4.5, MOST_TITLES = 40;
// Very near, the marks in view get their titles, as many as find room.
const name = (size) => {
  titles.replaceChildren();
  if (scale < NEAR) return;
  const boxes = [], high = 11 / scale * 2.2;
  for (const mark of svg.querySelectorAll(".marks a:not(.dim) use")) {
    const x = Number(mark.getAttribute("x")), y = Number(mark.getAttribute("y"));
    if (x < left || x > left + size || y < top_ || y > top_ + size) continue;
    const words = mark.firstElementChild.textContent.split(": ")[0];
    const box = [x, y - high, x + words.length * high * 0.52, y + high * 0.4];
    if (boxes.some((one) => one[0] < box[2] && box[0] < one[2] && one[1] < box[3] && box[1] < one[3])) continue;
    boxes.push(box);
    const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
    text.setAttribute("x", x + high * 0.6);
    text.setAttribute("y", y + high * 0.3);
    text.setAttribute("font-size", high);
    text.textContent = words;
    titles.append(text);
    if (boxes.length === MOST_TITLES) break;
  }
};
// The view stands in the address, so that a link shows the same.
let noted = 0;
const note = () => {
  clearTimeout(noted);
  noted = setTimeout(() => {
    const view = scale > 1 ? `#${left.toFixed(0)},${top_.toFixed(0)},${scale.toFixed(2)}` : "";
    if (view !== location.hash) history.replaceState(null, "", location.pathname + location.search + view);
  }, 250);
};
const draw = () => {
  const size = side / scale;
  left = Math.min(Math.max(left, 0), side - size);
  top_ = Math.min(Math.max(top_, 0), side - size);
  svg.setAttribute("viewBox", `${left} ${top_} ${size} ${size}`);
  svg.classList.toggle("near", scale >= 2.2);
  box.classList.toggle("zoomed", scale > 1);
  for (const mark of svg.querySelectorAll("defs > g > g")) {
    const base = mark.parentNode.id.startsWith("t") ? 0.56 : 0.86;
    mark.setAttribute("transform", `scale(${base / Math.sqrt(scale)})`);
  }
  svg.classList.toggle("nearest", scale >= NEAR);
  name(size);
  note();
};
const place = (event) => {
  const at = svg.getBoundingClientRect();
  return [left + (event.clientX - at.left) / at.width * side / scale,
          top_ + (event.clientY - at.top) / at.height * side / scale];
};
const zoom = (factor, x = left + side / scale / 2, y = top_ + side / scale / 2) => {
  const next = Math.min(Math.max(scale * factor, 1), 12);
  left = x - (x - left) * scale / next;
  top_ = y - (y - top_) * scale / next;
  scale = next;
  draw();
};

box.classList.add("live");
const buttons = document.createElement("div");
buttons.className = "zoom";
for (const [text, words, act] of [["+", "Zoom in", () => zoom(1.6)], ["−", "Zoom out", () => zoom(1 / 1.6)],
                                  ["○", "Whole map", () => { scale = 1; draw(); }]]) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text;
  button.setAttribute("aria-label", words);
  button.addEventListener("click", act);
  buttons.append(button);
}
box.append(buttons);
const tip = document.createElement("div");
tip.className = "tip";
tip.hidden = true;
box.append(tip);

svg.addEventListener("wheel", (event) => {
  if (!event.ctrlKey && !event.metaKey && scale === 1) return;
  zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, ...place(event));
  event.preventDefault();
}, { passive: false });
svg.addEventListener("dblclick", (event) => { zoom(1.8, ...place(event)); event.preventDefault(); });

const fingers = new Map();
let moved = 0;
svg.addEventListener("pointerdown", (event) => { fingers.set(event.pointerId, event); moved = 0; });
addEventListener("pointerup", (event) => fingers.delete(event.pointerId));
addEventListener("pointercancel", (event) => fingers.delete(event.pointerId));
svg.addEventListener("pointermove", (event) => {
  const before = fingers.get(event.pointerId);
  if (!before) return;
  const width = svg.getBoundingClientRect().width;
  if (fingers.size === 2) {
    const [other] = [...fingers.values()].filter((one) => one.pointerId !== event.pointerId);
    const far = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    if (far(before) > 10) zoom(far(event) / far(before), ...place(event));
    moved = 99;
  } else if (scale > 1) {
    left -= (event.clientX - before.clientX) / width * side / scale;
    top_ -= (event.clientY - before.clientY) / width * side / scale;
    moved += Math.abs(event.clientX - before.clientX) + Math.abs(event.clientY - before.clientY);
    draw();
  }
  fingers.set(event.pointerId, event);
});
svg.addEventListener("click", (event) => { if (moved > 8) event.preventDefault(); }, true);
svg.addEventListener("dragstart", (event) => event.preventDefault());

svg.addEventListener("pointerover", (event) => {
  const mark = event.target.closest("a");
  tip.hidden = !mark || fingers.size > 0;
  if (tip.hidden) return;
  tip.textContent = mark.querySelector("title").textContent;
  const at = box.getBoundingClientRect();
  const x = event.clientX - at.left, y = event.clientY - at.top;
  tip.style.setProperty("left", `${Math.min(x + 12, at.width - 180)}px`);
  tip.style.setProperty("top", `${y + 14}px`);
});
box.addEventListener("keydown", (event) => {
  if (event.target !== box || event.ctrlKey || event.altKey || event.metaKey) return;
  const step = side / scale / 6;
  const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  if (event.key in moves && scale > 1) { left += moves[event.key][0]; top_ += moves[event.key][1]; draw(); }
  else if (event.key === "+" || event.key === "=") zoom(1.5);
  else if (event.key === "-") zoom(1 / 1.5);
  else if (event.key === "0") { scale = 1; draw(); }
  else return;
  event.preventDefault();
});
const view = location.hash.slice(1).split(",").map(Number);
const ring = svg.querySelector(".ring, .marks ~ .you circle");
if (view.length === 3 && view.every(Number.isFinite)) {
  [left, top_] = view;
  scale = Math.min(Math.max(view[2], 1), 12);
  draw();
} else if (ring) zoom(2.4, Number(ring.getAttribute("cx")), Number(ring.getAttribute("cy")));

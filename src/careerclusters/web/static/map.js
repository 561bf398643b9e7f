// Zoom, pan, names that follow the zoom. Without this the map is a picture with links, beside its table.
"use strict";
const box = document.getElementById("map");
const svg = box.querySelector("svg");
const form = document.querySelector("form.tools");
const inView = document.getElementById("in-view");
const side = Number(svg.dataset.side);
const MOST_ZOOM = 14, MOST_TITLES = 60, MOST_LISTED = 60;
// Pixels per unit of the map from which on finer names show, and at last titles.
const FINER = [0, 0.5, 1.75], TITLES = 3.4;
const NAME_PX = [13, 15, 13], TITLE_PX = 12.5;
let scale = 1, left = 0, top_ = 0;

const node = (name, attributes, text = "") => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
};
// The browser's own tips would double ours. The drawing is hidden from screen readers: the table is for them.
const marks = [...svg.querySelectorAll(".marks a")].map((link) => {
  const use = link.firstElementChild, title = use.firstElementChild;
  const [name, value = ""] = title.textContent.split(" · ");
  title.remove();
  const isDim = link.classList.contains("dim");
  return { link, name, value, isDim, x: Number(use.getAttribute("x")), y: Number(use.getAttribute("y")) };
});
const markOf = new Map(marks.map((one) => [one.link, one]));
const levels = [...svg.querySelectorAll(".names")].map((group) => ({
  group,
  texts: [...group.children].map((text) => {
    const lines = [...text.children], at = lines.map((line) => Number(line.getAttribute("y")));
    const size = Number(group.getAttribute("font-size"));
    return {
      text, lines, x: Number(lines[0].getAttribute("x")),
      y: (Math.min(...at) + Math.max(...at)) / 2 - 0.33 * size,
      long: Math.max(...lines.map((line) => line.textContent.length)),
    };
  }),
}));
const titles = node("g", { class: "titles" });
svg.append(titles);

const hits = (boxes, one) => boxes.some((b) => b[0] < one[2] && one[0] < b[2] && b[1] < one[3] && one[1] < b[3]);
const isSeen = (one, size) => one.x >= left && one.x <= left + size && one.y >= top_ && one.y <= top_ + size;

// Names of clusters: one level at a time, always of the same height on the screen, none over another.
const nameClusters = (k, size, boxes) => {
  const isNear = k >= TITLES;
  const level = Math.min(FINER.filter((from) => k >= from).length, levels.length) - 1;
  levels.forEach(({ group }, at) => group.classList.toggle("shown", at === level && !isNear));
  if (isNear) return;
  const high = NAME_PX[level + 3 - Math.max(levels.length, 3)] / k;
  levels[level].group.setAttribute("font-size", high);
  for (const one of levels[level].texts) {
    const halfWide = one.long * high * 0.29, half = one.lines.length * high * 0.54;
    const x = Math.min(Math.max(one.x, left + halfWide), left + size - halfWide);
    const free = [0, -1, 1, -2, 2].map((by) => one.y + by * half).find((y) => (
      y - half >= top_ && y + half <= top_ + size && !hits(boxes, [x - halfWide, y - half, x + halfWide, y + half])));
    const isShown = isSeen(one, size) && free !== undefined;
    one.text.setAttribute("visibility", isShown ? "visible" : "hidden");
    if (!isShown) continue;
    boxes.push([x - halfWide, free - half, x + halfWide, free + half]);
    one.lines.forEach((line, at) => {
      line.setAttribute("x", x);
      line.setAttribute("y", free + (at - (one.lines.length - 1) / 2 + 0.33) * high * 1.05);
    });
  }
};
// Very near, the marks in view get their titles, as many as find room beside their mark.
const nameMarks = (k, size, seen, boxes) => {
  titles.replaceChildren();
  if (k < TITLES) return;
  const high = TITLE_PX / k, gap = 1.1 * high;
  titles.setAttribute("font-size", high);
  for (const one of seen) {
    if (one.isDim || titles.children.length === MOST_TITLES) continue;
    const long = one.name.length * high * 0.54;
    const spot = [[one.x + gap, 0], [one.x - gap - long, 0], [one.x - long / 2, 1.5 * high], [one.x - long / 2, -1.5 * high]]
      .find(([x, y]) => x >= left && x + long <= left + size
        && !hits(boxes, [x, one.y + y - high * 0.6, x + long, one.y + y + high * 0.6]));
    if (!spot) continue;
    const [x, y] = [spot[0], one.y + spot[1]];
    boxes.push([x, y - high * 0.6, x + long, y + high * 0.6]);
    titles.append(node("text", { x, y: y + high * 0.33 }, one.name));
  }
};
const draw = () => {
  const size = side / scale;
  left = Math.min(Math.max(left, 0), side - size);
  top_ = Math.min(Math.max(top_, 0), side - size);
  svg.setAttribute("viewBox", `${left} ${top_} ${size} ${size}`);
  box.classList.toggle("zoomed", scale > 1);
  const k = (svg.getBoundingClientRect().width || 700) / size;
  for (const mark of svg.querySelectorAll("defs > g > g")) {
    const base = mark.parentNode.id.startsWith("t") ? 0.56 : 0.86;
    mark.setAttribute("transform", `scale(${base * 0.89 / Math.sqrt(k)})`);
  }
  const boxes = [];
  for (const group of svg.querySelectorAll(".pick")) {
    const [ring, text] = group.children, x = Number(ring.getAttribute("cx")), y = Number(ring.getAttribute("cy"));
    const half = text.textContent.length * 8.5 / k / 2;
    ring.setAttribute("r", 13 / k);
    text.setAttribute("font-size", 15 / k);
    text.setAttribute("x", Math.min(Math.max(x, left + half), left + size - half));
    text.setAttribute("y", y - top_ > 40 / k ? y - 20 / k : y + 30 / k);
    boxes.push([x - half, y - 36 / k, x + half, y + 14 / k]);
  }
  const seen = marks.filter((one) => isSeen(one, size));
  nameClusters(k, size, boxes);
  nameMarks(k, size, seen, boxes);
  note(seen);
};
let waiting = 0;
const later = () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(draw); };
const place = (event) => {
  const at = svg.getBoundingClientRect();
  return [left + (event.clientX - at.left) / at.width * side / scale,
          top_ + (event.clientY - at.top) / at.height * side / scale];
};
const zoom = (factor, x = left + side / scale / 2, y = top_ + side / scale / 2) => {
  const next = Math.min(Math.max(scale * factor, 1), MOST_ZOOM);
  left = x - (x - left) * scale / next;
  top_ = y - (y - top_) * scale / next;
  scale = next;
  later();
};
const whole = () => { scale = 1; later(); };

// The view stands in the address, so that a link shows the same; and what is in view stands in a list.
let noted = 0;
const note = (seen) => {
  clearTimeout(noted);
  noted = setTimeout(() => {
    const middle = side / scale / 2;
    const view = scale > 1 ? `#${(left + middle).toFixed(0)},${(top_ + middle).toFixed(0)},${scale.toFixed(2)}` : "";
    if (view !== location.hash) history.replaceState(null, "", location.pathname + location.search + view);
    const shown = seen.filter((one) => !one.isDim).sort((a, b) => a.name.localeCompare(b.name));
    const isFew = scale > 1 && shown.length <= MOST_LISTED;
    inView.hidden = !isFew || shown.length === 0;
    inView.querySelector("ul").replaceChildren(...(isFew ? shown : []).map((one) => {
      const item = document.createElement("li"), link = document.createElement("a"), small = document.createElement("small");
      link.href = one.link.getAttribute("href");
      link.textContent = one.name;
      small.textContent = one.value;
      for (const [kind, isOn] of [["focus", true], ["blur", false], ["pointerenter", true], ["pointerleave", false]]) {
        link.addEventListener(kind, () => one.link.classList.toggle("picked", isOn));
      }
      item.append(link, " ", small);
      return item;
    }));
    const words = `${shown.length} ${shown.length === 1 ? "occupation" : "occupations"} in view`;
    inView.querySelector("h2").textContent = words;
    if (box.contains(document.activeElement)) status.textContent = `Zoom ${scale.toFixed(1)}, ${words}`;
  }, 250);
};
const restore = () => {
  const [x, y, near] = location.hash.slice(1).split(",").map(Number);
  if (![x, y, near].every(Number.isFinite)) return false;
  scale = Math.min(Math.max(near, 1), MOST_ZOOM);
  [left, top_] = [x - side / scale / 2, y - side / scale / 2];
  return true;
};

box.classList.add("live");
const buttons = document.createElement("div");
buttons.className = "zoom";
for (const [text, words, act] of [["+", "Zoom in", () => zoom(1.6)], ["−", "Zoom out", () => zoom(1 / 1.6)],
                                  ["○", "Whole map", whole]]) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text;
  button.setAttribute("aria-label", words);
  button.addEventListener("click", act);
  buttons.append(button);
}
const tip = document.createElement("div"), status = document.createElement("p");
tip.className = "tip";
tip.hidden = true;
status.className = "hidden";
status.setAttribute("role", "status");
box.append(buttons, tip, status);

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
    later();
  }
  fingers.set(event.pointerId, event);
});
svg.addEventListener("click", (event) => { if (moved > 8) event.preventDefault(); }, true);
svg.addEventListener("dragstart", (event) => event.preventDefault());

svg.addEventListener("pointerover", (event) => {
  const mark = markOf.get(event.target.closest("a"));
  tip.hidden = !mark || fingers.size > 0;
  if (tip.hidden) return;
  const lines = [mark.name, mark.link.parentNode.dataset.name, mark.value].filter(Boolean);
  tip.replaceChildren(...lines.map((line, at) => {
    const made = document.createElement(at ? "span" : "strong");
    made.textContent = line;
    return made;
  }));
  const at = box.getBoundingClientRect(), x = event.clientX - at.left, y = event.clientY - at.top;
  const isLow = y + 18 + tip.offsetHeight > at.height;
  tip.style.setProperty("left", `${Math.max(Math.min(x + 12, at.width - tip.offsetWidth - 8), 4)}px`);
  tip.style.setProperty("top", `${isLow ? y - 12 - tip.offsetHeight : y + 16}px`);
});
svg.addEventListener("pointerleave", () => { tip.hidden = true; });
box.addEventListener("keydown", (event) => {
  if (event.target !== box || event.ctrlKey || event.altKey || event.metaKey) return;
  const step = side / scale / 6;
  const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  if (event.key in moves && scale > 1) { left += moves[event.key][0]; top_ += moves[event.key][1]; later(); }
  else if (event.key === "+" || event.key === "=") zoom(1.5);
  else if (event.key === "-") zoom(1 / 1.5);
  else if (event.key === "0") whole();
  else return;
  event.preventDefault();
});
// Another colour or lens keeps the view; another title to find does not.
form.addEventListener("submit", () => {
  const find = document.getElementById("find");
  form.action = form.getAttribute("action").split("#")[0] + (find.value === find.defaultValue ? location.hash : "");
});
addEventListener("hashchange", () => { if (restore()) draw(); });
addEventListener("resize", later);

const found = svg.querySelector(".pick.found .ring");
if (!restore() && found) {
  scale = Math.min(Math.max(2.4, 1.9 * side / (svg.getBoundingClientRect().width || 700)), MOST_ZOOM);
  left = Number(found.getAttribute("cx")) - side / scale / 2;
  top_ = Number(found.getAttribute("cy")) - side / scale / 2;
}
draw();

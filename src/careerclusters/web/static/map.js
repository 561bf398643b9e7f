// The living map: drawn on a canvas from the list beside it. Without this, picture, filters and list work.
"use strict";
const box = document.getElementById("map"), picked = document.getElementById("picked");
const form = document.querySelector("form.filters"), list = document.getElementById("list");
const SIDE = Number(box.dataset.side), MOST_ZOOM = 14, NAMES_FROM = 4.2, FINE_FROM = 2.1, MOST_NAMES = 60, SHADES = 5;
const isStill = matchMedia("(prefers-reduced-motion: reduce)");

// ---- what there is ----
const number = (text) => (text === "" || text === undefined ? null : Number(text));
const paths = [];
const groups = [...list.querySelectorAll("details")].map((details) => {
  const sign = details.querySelector(".mark"), path = sign.firstElementChild.getAttribute("d") || "";
  if (!paths.includes(path)) paths.push(path);
  return { details, glyph: paths.indexOf(path), tint: Number(sign.dataset.place) % 10, count: details.querySelector("[data-count]") };
});
const marks = groups.flatMap((group) => [...group.details.querySelectorAll("a")].map((link) => {
  const [x, y, size, pay, growth, passes, shade, least] = link.dataset.p.split(",");
  const code = link.getAttribute("href").split("?")[0].split("/").pop();
  return { link, code, group, name: link.textContent, x: Number(x), y: Number(y), size: Number(size), pay: number(pay),
           isLeast: least === "1", growth: number(growth), passes: Number(passes), shade: number(shade), isOut: false };
}));
const markOf = new Map(marks.map((mark) => [mark.code, mark]));
const bigNames = [...box.querySelectorAll(".names text")].map((text) => {
  const parts = [...text.children], at = (name) => parts.map((part) => Number(part.getAttribute(name)));
  return { name: parts.map((part) => part.textContent).join(" "), x: at("x")[0], y: at("y").reduce((a, b) => a + b) / parts.length };
});
const fineNames = [...box.querySelectorAll(".fine li")].map((item) => {
  const [x, y] = item.dataset.at.split(",").map(Number);
  return { name: item.textContent, x, y };
});
const you = box.dataset.you ? box.dataset.you.split(",").map(Number) : null;

// ---- how it looks ----
let colours = {};
const readColours = () => {
  const style = getComputedStyle(document.documentElement), get = (name) => style.getPropertyValue(name).trim();
  colours = { ink: get("--ink"), card: get("--card"), soft: get("--soft"), accent: get("--accent"), warm: get("--warm"), line: get("--line"),
              marks: Array.from({ length: 10 }, (_, at) => get(`--k${at}`)), shades: Array.from({ length: SHADES }, (_, at) => get(`--v${at}`)) };
  below.isStale = isAboveStale = true;
};
const isShaded = box.dataset.colour !== "clusters";
const look = () => (isShaded ? { fills: [...colours.shades, colours.card], edge: colours.soft, line: 1 } : { fills: colours.marks, edge: colours.card, line: 1.6 });

// ---- the view: `near` times the whole, (cx, cy) in the middle ----
let width = 0, height = 0, ratio = 1, near = 1, cx = SIDE / 2, cy = SIDE / 2, atOne = 1;
let placed = [], isZooming = false, isResting = true, isAboveStale = true, chosen = null, hovered = null;
const scale = () => atOne * near;
const view = () => ({ cx, cy, k: scale() });
const toScreen = (x, y) => [(x - cx) * scale() + width / 2, (y - cy) * scale() + height / 2];
const toMap = (x, y) => [(x - width / 2) / scale() + cx, (y - height / 2) / scale() + cy];
const grown = (times = near) => Math.min(0.8 + 0.42 * Math.log2(1 + times), 2.2) * (width < 600 ? 0.82 : 1);
const radius = (mark, times = grown()) => (3.1 + mark.size * 1.25) * times;
const resize = () => {
  const now = box.getBoundingClientRect(), dense = Math.min(devicePixelRatio || 1, 2);
  if (now.width === width && now.height === height && dense === ratio) return;
  [width, height, ratio] = [now.width, now.height, dense];
  for (const layer of [below, above]) layer.fit({ width, height, ratio });
  atOne = Math.min(width, height) / SIDE;
  settle();
};
const bound = () => {
  near = Math.min(Math.max(near, 1), MOST_ZOOM);
  // With a card over it, the map may be moved out from under the card.
  const isWide = width > 700, card = (is, px) => (chosen && is ? px / scale() : 0);
  const slack = (room, more) => Math.max((SIDE - room / scale()) / 2, 0) + 60 + more;
  const far = slack(width, card(isWide, 280)), high = slack(height, card(!isWide, height / 4));
  cx = Math.min(Math.max(cx, SIDE / 2 - far), SIDE / 2 + far);
  cy = Math.min(Math.max(cy, SIDE / 2 - high), SIDE / 2 + high);
};

// ---- names: placed when the view comes to rest; while it moves they move along ----
const moves = () => [...picked.querySelectorAll("[data-share]")].map((link) => (
  { mark: markOf.get(link.dataset.code), share: Number(link.dataset.share), gain: number(link.dataset.gain) })).filter((one) => one.mark);
const money = (usd) => `${usd < 0 ? "−" : "+"}$${Math.abs(usd).toLocaleString("en-US")}`;
const layNames = () => {
  const { ink } = above, taken = new Taken(width, height), found = [];
  const put = (name, x, y, px, options = {}) => {
    ink.font = `${options.weight || 650} ${px}px system-ui, sans-serif`;
    const lines = options.lines || inLines(name, width < 600 ? 13 : 18);
    const wide = Math.max(...lines.map((line) => ink.measureText(line).width)) + 6, high = lines.length * px * 1.18 + 2;
    const [sx, sy] = toScreen(x, y);
    if (sx < -20 || sy < -20 || sx > width + 20 || sy > height + 20) return false;
    const spot = options.gap ? besideSpot(taken, sx, sy, wide, high, options.gap) : freeSpot(taken, sx, sy, wide, high, options.reach);
    if (spot) found.push({ lines, x, y, dx: spot.dx, dy: spot.dy, px, weight: options.weight || 650, wide, high, isLed: !options.gap && Math.hypot(spot.dx, spot.dy) > 42, colour: options.colour });
    return Boolean(spot);
  };
  const seen = [];
  for (const mark of marks) {
    const [x, y] = toScreen(mark.x, mark.y), r = radius(mark) + 1;
    if (x < -30 || y < -30 || x > width + 30 || y > height + 30) continue;
    taken.add([x - r, y - r, x + r, y + r]);
    if (!mark.isOut) seen.push(mark);
  }
  for (const over of [picked.classList.contains("open") && picked, document.querySelector(".tools-of-map")]) {
    if (!over) continue;
    const a = over.getBoundingClientRect(), b = box.getBoundingClientRect();
    taken.add([a.left - b.left, a.top - b.top, a.right - b.left, a.bottom - b.top]);
  }
  if (you) put("You are here", you[0], you[1], 15, { colour: "warm", weight: 700, lines: [say("You are here")], reach: 90 });
  if (chosen) {
    put(chosen.name, chosen.x, chosen.y, 15, { gap: radius(chosen) + 8, weight: 700, lines: [chosen.name] })
      || put(chosen.name, chosen.x, chosen.y, 15, { weight: 700, lines: [chosen.name] });
    for (const { mark, gain } of moves()) put("", mark.x, mark.y, 13, { lines: [mark.name, ...(gain === null ? [] : [money(gain)])], reach: 240, weight: 600 });
  } else if (near >= NAMES_FROM) {
    for (const mark of [...seen].sort((a, b) => b.size - a.size).slice(0, MOST_NAMES)) put(mark.name, mark.x, mark.y, 12.5, { gap: radius(mark) + 3, weight: 500, lines: [mark.name] });
  } else {
    const names = near >= FINE_FROM && fineNames.length ? fineNames : bigNames;
    for (const one of names) put(one.name, one.x, one.y, width < 600 ? 12.5 : 14.5, { reach: width < 600 ? 85 : 170 });
  }
  placed = found;
  note(seen);
};

// ---- drawing ----
const arrow = (from, to, share, most) => {
  const { ink } = above;
  const [x0, y0] = toScreen(from.x, from.y), [x1, y1] = toScreen(to.x, to.y), far = Math.hypot(x1 - x0, y1 - y0) || 1;
  const mx = (x0 + x1) / 2 + (y1 - y0) * 0.18, my = (y0 + y1) / 2 - (x1 - x0) * 0.18;
  const turn = Math.atan2(y1 - my, x1 - mx), stop = Math.min(radius(to) + 3, far / 2), ex = x1 - Math.cos(turn) * stop, ey = y1 - Math.sin(turn) * stop;
  ink.lineWidth = 1.5 + 4 * share / most;
  ink.beginPath();
  ink.moveTo(x0, y0);
  ink.quadraticCurveTo(mx, my, ex, ey);
  for (const by of [2.6, -2.6]) { ink.moveTo(ex, ey); ink.lineTo(ex + Math.cos(turn + by) * 9, ey + Math.sin(turn + by) * 9); }
  ink.stroke();
};
const ring = (mark, colour, by) => {
  const { ink } = above;
  const [x, y] = toScreen(mark.x, mark.y);
  ink.strokeStyle = colour;
  ink.lineWidth = 3;
  ink.beginPath();
  ink.arc(x, y, radius(mark) + by, 0, 7);
  ink.stroke();
};
// Marks stand out, step back when another is picked out, or are pale when a filter leaves them out.
let led = null;
const column = (read) => Float32Array.from(marks, read);
const scene = { x: column((one) => one.x), y: column((one) => one.y), size: column((one) => one.size), paths, glyph: column((one) => one.group.glyph),
                tint: column((one) => (isShaded ? one.shade ?? SHADES : one.group.tint)) };
const job = ({ k }) => ({ times: grown(k / atOne), look: look(), levels: Uint8Array.from(marks, (one) => (one.isOut ? 0 : led && !led.has(one) ? 1 : 2)) });
const above = new Above("names"), below = new Below(scene, job, () => later());
// What lies above the marks: moves, rings and, unless the map is zooming, names.
const drawAbove = () => {
  above.begin(view());
  const { ink } = above;
  isAboveStale = false;
  if (chosen) {
    const going = moves(), most = Math.max(...going.map((one) => one.share), 1e-9);
    ink.strokeStyle = colours.warm;
    ink.lineCap = "round";
    for (const one of going) arrow(chosen, one.mark, one.share, most);
    ring(chosen, colours.warm, 4);
  }
  if (hovered && hovered !== chosen) ring(hovered, colours.ink, 3);
  if (you) ring({ x: you[0], y: you[1], size: 3 }, colours.warm, 4);
  if (isZooming) return;
  for (const name of placed) if (name.isLed) lead(name);
  for (const name of placed) write(name);
};
const draw = () => {
  const now = view();
  if (isAboveStale || isZooming) drawAbove();
  above.slide(now);
  below.step(now, isResting);
  if (below.width) box.classList.add("live");
};
const lead = (name) => {
  const { ink } = above;
  const [x, y] = toScreen(name.x, name.y), left = x + name.dx, top = y + name.dy;
  ink.strokeStyle = colours.soft;
  ink.lineWidth = 1;
  ink.globalAlpha = 0.6;
  ink.beginPath();
  ink.moveTo(x, y);
  ink.lineTo(left - Math.sign(name.dx) * Math.min(Math.abs(name.dx), name.wide / 2), top - Math.sign(name.dy) * Math.min(Math.abs(name.dy), name.high / 2));
  ink.stroke();
  ink.globalAlpha = 1;
};
const write = (name) => {
  const { ink } = above;
  const [x, y] = toScreen(name.x, name.y), left = x + name.dx, top = y + name.dy;
  ink.font = `${name.weight} ${name.px}px system-ui, sans-serif`;
  ink.textAlign = "center";
  ink.textBaseline = "middle";
  ink.lineJoin = "round";
  ink.lineWidth = 4;
  ink.strokeStyle = colours.card;
  ink.fillStyle = colours[name.colour || "ink"];
  name.lines.forEach((line, at) => {
    const ly = top + (at - (name.lines.length - 1) / 2) * name.px * 1.18;
    ink.strokeText(line, left, ly);
    ink.fillText(line, left, ly);
  });
};
let waiting = 0, resting = 0;
const later = () => { if (!waiting) waiting = requestAnimationFrame(() => { waiting = 0; draw(); }); };
const hover = (mark) => { if (mark !== hovered) { hovered = mark; isAboveStale = true; later(); } };
const settle = () => {
  clearTimeout(resting);
  isZooming = false;
  isResting = isAboveStale = true;
  bound();
  if (width) { layNames(); later(); }
};
const moved = (isZoom) => {
  isZooming = isZooming || isZoom;
  isResting = false;
  bound();
  later();
  clearTimeout(resting);
  resting = setTimeout(settle, 140);
};
const zoom = (factor, x = width / 2, y = height / 2) => {
  const [mx, my] = toMap(x, y);
  near = Math.min(Math.max(near * factor, 1), MOST_ZOOM);
  cx = mx - (x - width / 2) / scale();
  cy = my - (y - height / 2) / scale();
  moved(true);
};
const whole = () => { near = 1; cx = cy = SIDE / 2; moved(true); };

// ---- filters: at once, with counts ----
const boxes = [...form.querySelectorAll("input[data-bit]")];
const payField = form.elements.pay_min, areaField = form.elements.area, shown = document.getElementById("shown");
const sift = () => {
  const bits = boxes.filter((one) => one.checked).map((one) => 1 << Number(one.dataset.bit)), wanted = bits.reduce((a, b) => a | b, 0);
  const least = Number(payField.value) || 0, counts = boxes.map(() => 0);
  let count = 0;
  for (const group of groups) group.left = 0;
  for (const mark of marks) {
    const paid = least === 0 || (mark.pay !== null && mark.pay >= least);
    mark.isOut = !paid || (mark.passes & wanted) !== wanted;
    mark.link.parentNode.hidden = mark.isOut;
    if (!mark.isOut) { count += 1; mark.group.left += 1; }
    boxes.forEach((one, at) => { const both = wanted | (1 << Number(one.dataset.bit)); if (paid && (mark.passes & both) === both) counts[at] += 1; });
  }
  boxes.forEach((one, at) => { one.parentNode.querySelector("[data-count]").textContent = counts[at].toLocaleString("en-US"); });
  below.isStale = true;
  for (const group of groups) { group.count.textContent = group.left; group.details.hidden = group.left === 0; }
  shown.textContent = say("{n} of {total} jobs", { n: count.toLocaleString("en-US"), total: marks.length.toLocaleString("en-US") });
};
const address = () => {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value.trim() && name !== "find") asked.append(name, value);
  if (chosen) asked.append("find", chosen.code);
  const view = near > 1.01 ? `#${cx.toFixed(0)},${cy.toFixed(0)},${near.toFixed(2)}` : "";
  return `${base}/map${asked.size ? `?${asked}` : ""}${view}`;
};
const note = () => { if (address() !== location.pathname + location.search + location.hash) history.replaceState(history.state, "", address()); };
form.addEventListener("input", (event) => { if (event.target !== areaField && event.target.name !== "find") { sift(); settle(); } });
form.addEventListener("change", async (event) => {
  if (event.target.name === "colour") { location.assign(address()); if (location.hash) location.reload(); }
  if (event.target !== areaField) return;
  const said = document.getElementById("area-said");
  try {
    const answer = await (await fetch(`${base}/api/v1/map?area=${encodeURIComponent(areaField.value.trim())}`)).json();
    if (!answer.ok) { said.textContent = `${answer.error.what}. ${answer.error.closest.slice(0, 3).join(" · ") || answer.error.todo || ""}`; return; }
    for (const point of answer.data.points) Object.assign(markOf.get(point.code_onet), { pay: point.pay_usd, isLeast: point.is_pay_least, payArea: point.pay_area });
    box.dataset.area = answer.data.area || "United States";
    said.textContent = answer.data.area ? say("Pay is for {area}. Where none is published, a wider area stands in.", { area: answer.data.area }) : "";
    if (answer.data.area) areaField.value = answer.data.area;
    if (box.dataset.colour === "pay") { location.assign(address()); return; }
    sift();
    settle();
    if (chosen) pick(chosen);
  } catch { said.textContent = say("Can't be read just now."); }
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = form.elements.find.value.trim(), plain = text.toLowerCase();
  if (!text) return;
  const own = marks.find((mark) => mark.name.toLowerCase() === plain) || marks.find((mark) => mark.code === text);
  if (own) { pick(own, true); return; }
  const found = await (await fetch(`${base}/api/v1/search?q=${encodeURIComponent(text)}`)).json();
  const hit = found.ok && found.data.hits.find((one) => one.kind === "occupation");
  if (hit) pick(markOf.get(hit.key), true);
});
form.elements.find.addEventListener("taken", (event) => { const mark = markOf.get(event.detail.split("/").pop()); if (mark) pick(mark, true); });

// ---- the card ----
const choose = (mark) => {
  chosen?.link.classList.remove("on");
  chosen = mark;
  mark?.link.classList.add("on");
  led = mark && new Set([mark, ...moves().map((one) => one.mark)]);
  below.isStale = isAboveStale = true;
};
const close = (isKept = false) => {
  picked.classList.remove("open");
  picked.replaceChildren();
  choose(null);
  if (!isKept) settle();
};
const dress = () => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "close";
  button.textContent = "×";
  button.setAttribute("aria-label", say("Close"));
  button.addEventListener("click", () => { close(); box.focus({ preventScroll: true }); });
  picked.prepend(button);
  for (const link of picked.querySelectorAll("a[data-code]")) {
    const mark = markOf.get(link.dataset.code);
    if (!mark) continue;
    link.addEventListener("click", (event) => { event.preventDefault(); pick(mark, true); });
    for (const [kind, to] of [["pointerenter", mark], ["focus", mark], ["pointerleave", null], ["blur", null]]) link.addEventListener(kind, () => hover(to));
  }
};
// Shows the one picked out and where people go from it, beside the card; glides there unless motion is not wanted.
const frame = () => {
  const all = [chosen, ...moves().map((one) => one.mark)], xs = all.map((one) => one.x), ys = all.map((one) => one.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const isWide = width > 700, free = isWide ? [width - 370, height] : [width, height * 0.5];
  const to = Math.min(Math.max(Math.min((free[0] - 200) / (right - left + 1), (free[1] - 150) / (bottom - top + 1)) / atOne, 1), 5);
  glide((left + right) / 2 + (isWide ? 185 / (atOne * to) : 0), (top + bottom) / 2 + (isWide ? 0 : height * 0.24 / (atOne * to)), to);
};
let gliding = 0;
const glide = (x, y, k) => {
  const from = [cx, cy, near], start = performance.now(), length = isStill.matches ? 0 : 320;
  cancelAnimationFrame(gliding);
  const step = (now) => {
    const part = length ? Math.min((now - start) / length, 1) : 1, eased = 1 - (1 - part) ** 3;
    [cx, cy, near] = [x, y, k].map((end, i) => from[i] + (end - from[i]) * eased);
    isZooming = part < 1;
    isResting = !isZooming;
    if (part < 1) { bound(); later(); gliding = requestAnimationFrame(step); } else settle();
  };
  step(start);
};
const pick = async (mark, isFocus = false) => {
  const where = box.dataset.area === "United States" ? "" : `?area=${encodeURIComponent(box.dataset.area)}`;
  const text = await (await fetch(`${base}/occupations/${mark.code}/card${where}`)).text();
  const made = new DOMParser().parseFromString(text, "text/html").getElementById("glance");
  if (!made) return;
  close(true);
  sheet(false);
  form.elements.find.value = mark.name;
  made.querySelector("h1")?.replaceWith(Object.assign(document.createElement("h2"), { className: "card-name", textContent: mark.name }));
  picked.replaceChildren(...document.importNode(made, true).childNodes);
  for (const ref of picked.querySelectorAll(".ref")) ref.remove();
  picked.scrollTop = 0;
  picked.classList.add("open");
  choose(mark);
  dress();
  document.dispatchEvent(new CustomEvent("keepable"));
  frame();
  if (isFocus) picked.focus({ preventScroll: true });
};
list.addEventListener("click", (event) => {
  const mark = marks.find((one) => one.link === event.target.closest("a"));
  if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  pick(mark, true);
});
for (const [kind, isOn] of [["focusin", true], ["focusout", false], ["pointerover", true], ["pointerout", false]]) {
  list.addEventListener(kind, (event) => hover(isOn ? marks.find((one) => one.link === event.target) || null : null));
}

// ---- hands ----
const tip = document.createElement("div");
tip.className = "tip";
tip.hidden = true;
const hands = Object.assign(document.createElement("div"), { className: "hands" });
// Where the map lies in the window: asked once a movement, not once an event.
let room = null;
const at = (event) => { room ||= hands.getBoundingClientRect(); return [event.clientX - room.left, event.clientY - room.top]; };
const lost = () => { room = null; };
for (const kind of ["scroll", "resize"]) addEventListener(kind, lost, { passive: true });
for (const kind of ["pointerenter", "pointerdown"]) hands.addEventListener(kind, lost);
const nearest = (x, y, reach) => {
  const k = scale(), times = grown();
  let best = null, least = reach;
  for (const mark of marks) {
    if (mark.isOut) continue;
    const far = Math.hypot((mark.x - cx) * k + width / 2 - x, (mark.y - cy) * k + height / 2 - y) - radius(mark, times);
    if (far < least) { least = far; best = mark; }
  }
  return best;
};
const tell = (mark, x, y) => {
  tip.hidden = !mark;
  if (!mark) return;
  const amount = mark.pay === null ? "" : `$${mark.pay.toLocaleString("en-US")}`, yearly = mark.isLeast ? say("{amount} a year or more", { amount }) : say("{amount} a year", { amount });
  const pay = mark.pay === null ? say("pay not known") : `${yearly}${mark.payArea ? ` (${mark.payArea})` : ""}`;
  const said = [mark.name, pay].map((text, line) => Object.assign(document.createElement(line ? "span" : "strong"), { textContent: text }));
  tip.replaceChildren(...said);
  const tx = Math.max(Math.min(x + 14, width - tip.offsetWidth - 6), 4), ty = y + 18 + tip.offsetHeight > height ? y - 12 - tip.offsetHeight : y + 16;
  tip.style.setProperty("transform", `translate(${tx}px, ${ty}px)`);
};
const fingers = new Map();
let travelled = 0;
hands.addEventListener("wheel", (event) => { event.preventDefault(); zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), ...at(event)); }, { passive: false });
hands.addEventListener("dblclick", (event) => zoom(1.8, ...at(event)));
hands.addEventListener("pointerdown", (event) => { hands.setPointerCapture(event.pointerId); fingers.set(event.pointerId, at(event)); if (fingers.size === 1) travelled = 0; tell(null); });
hands.addEventListener("pointermove", (event) => {
  const now = at(event), before = fingers.get(event.pointerId);
  if (!before) {
    const mark = nearest(...now, 8);
    hover(mark);
    tell(mark, ...now);
    return;
  }
  fingers.set(event.pointerId, now);
  if (fingers.size === 2) {
    const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, spot]) => spot);
    const far = (spot) => Math.hypot(spot[0] - other[0], spot[1] - other[1]);
    travelled = 99;
    if (far(before) > 8) zoom(far(now) / far(before), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
  } else {
    travelled += Math.abs(now[0] - before[0]) + Math.abs(now[1] - before[1]);
    cx -= (now[0] - before[0]) / scale();
    cy -= (now[1] - before[1]) / scale();
    moved(false);
  }
});
const lift = (event) => {
  const was = fingers.delete(event.pointerId);
  if (!was || event.type === "pointercancel" || travelled > 8 || fingers.size) return;
  const mark = nearest(...at(event), event.pointerType === "touch" ? 18 : 9);
  if (mark) pick(mark);
  else if (chosen) close();
};
hands.addEventListener("pointerup", lift);
hands.addEventListener("pointercancel", lift);
hands.addEventListener("pointerleave", () => { tell(null); hover(null); });
box.addEventListener("keydown", (event) => {
  if (event.target !== box || event.ctrlKey || event.altKey || event.metaKey) return;
  const step = 90 / scale(), ways = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  if (event.key in ways) { cx += ways[event.key][0]; cy += ways[event.key][1]; moved(false); }
  else if (event.key === "+" || event.key === "=") zoom(1.5);
  else if (event.key === "-") zoom(1 / 1.5);
  else if (event.key === "0") whole();
  else if (event.key === "Escape" && chosen) close();
  else return;
  event.preventDefault();
});

// ---- a picture to take along ----
const takePicture = () => {
  const made = document.createElement("canvas"), pen = made.getContext("2d"), foot = 34 * ratio;
  settle();
  drawAbove();
  const all = document.createElement("canvas");
  [all.width, all.height] = [made.width, made.height] = [above.canvas.width, above.canvas.height + foot];
  drawMarks(all.getContext("2d"), scene, { ...job(view()), width, height, ratio, view: view() });
  pen.fillStyle = colours.card;
  pen.fillRect(0, 0, made.width, made.height);
  for (const canvas of [all, above.canvas]) pen.drawImage(canvas, 0, 0);
  pen.fillStyle = colours.soft;
  pen.font = `${13 * ratio}px system-ui, sans-serif`;
  pen.fillText(`Career Clusters: ${shown.textContent}. ${say("Each mark is a job; jobs close together are alike.")}`, 14 * ratio, made.height - 12 * ratio);
  made.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = "career-map.png";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 5000);
  });
};
// On a phone, search, filters and list come up over the lower half of the map.
const side = document.getElementById("side");
const sheet = (isOpen = !side.classList.contains("sheet")) => {
  side.classList.toggle("sheet", isOpen);
  if (isOpen) { close(); side.scrollTop = 0; form.elements.find.focus({ preventScroll: true }); }
};
const shut = Object.assign(document.createElement("button"), { type: "button", className: "close narrow", textContent: "×" });
shut.setAttribute("aria-label", say("Close filters and list"));
shut.addEventListener("click", () => { sheet(false); box.focus({ preventScroll: true }); });
side.prepend(shut);
const tools = document.createElement("div");
tools.className = "tools-of-map";
for (const [text, words, act] of [["+", say("Zoom in"), () => zoom(1.6)], ["−", say("Zoom out"), () => zoom(1 / 1.6)], [say("All"), say("Whole map"), whole], [say("Picture"), say("Save as a picture"), takePicture], [say("Filters"), say("Search, filters and list"), () => sheet()]]) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: text });
  if (text.length < 4 || words === say("Whole map")) button.setAttribute("aria-label", words); else button.title = words;
  if (text === say("Filters")) button.className = "narrow";
  button.addEventListener("click", act);
  tools.append(button);
}

const restore = () => {
  const [x, y, k] = location.hash.slice(1).split(",").map(Number);
  if ([x, y, k].every(Number.isFinite) && k >= 1) [cx, cy, near] = [x, y, k];
};
box.append(below.canvas, above.canvas, hands, tools, tip);
readColours();
restore();
if (picked.dataset.code) { choose(markOf.get(picked.dataset.code) || null); dress(); }
sift();
resize();
if (chosen && !location.hash) frame();
new ResizeObserver(resize).observe(box);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); later(); });
addEventListener("hashchange", () => { restore(); settle(); });

// Search in a folder of files: every word of the question must begin a word of the entry.
"use strict";

const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
const wordsOf = (text) => plain(text).split(/[^a-z0-9.+#-]+/).filter(Boolean);

// How well an entry answers: 0 not at all; its own name counts most, then how much of it was asked for.
function fit(question, [kind, , name, , further]) {
  const own = wordsOf(name);
  const all = own.concat(wordsOf(further));
  let score = 0;
  for (const asked of question) {
    if (!all.some((word) => word.startsWith(asked))) return 0;
    if (own.includes(asked)) score += 3;
    else if (own.some((word) => word.startsWith(asked))) score += 2;
    else if (all.includes(asked)) score += 1;
  }
  const whole = question.join(" ");
  if (further.split("; ").some((title) => wordsOf(title).join(" ") === whole)) score += 4;
  if (own.join(" ") === whole) score += 6;
  return 1 + score + question.length / (own.length + 1) + (kind === "job" ? 0.1 : 0);
}

function search(text, most = 30) {
  const question = wordsOf(text);
  if (!question.length) return [];
  return window.SEARCH_INDEX.map((entry) => [fit(question, entry), entry])
    .filter(([score]) => score > 0)
    .sort((a, b) => b[0] - a[0] || a[1][2].localeCompare(b[1][2]))
    .slice(0, most)
    .map(([, entry]) => entry);
}

function show(text) {
  const place = document.getElementById("found");
  const hits = search(text);
  const status = document.createElement("p");
  status.className = "note";
  status.setAttribute("role", "status");
  status.textContent = hits.length
    ? `${hits.length} ${hits.length === 1 ? "hit" : "hits"}`
    : "Nothing here is called that. Try fewer or simpler words.";
  const list = document.createElement("ul");
  list.className = "hits";
  for (const [, file, name, note] of hits) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = file;
    link.textContent = name;
    const small = document.createElement("small");
    small.textContent = ` ${note}`;
    item.append(link, small);
    list.append(item);
  }
  place.replaceChildren(status, list);
}

const asked = new URLSearchParams(location.search).get("q");
const field = document.querySelector("main input[name=q]");
if (asked && field) {
  field.value = asked;
  show(asked);
}
if (field) field.addEventListener("input", () => show(field.value));

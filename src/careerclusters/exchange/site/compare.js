// Two or three jobs side by side. The address says which: compare.html?of=29-1141.00&of=29-2061.00
"use strict";

const { heads, texts, jobs } = window.COMPARE;
const fields = [...document.querySelectorAll("#compare input")];
const table = document.getElementById("table");
const plain = (text) => text.trim().toLowerCase();
const jobOf = (text) => jobs.find(([code, , name]) => code === text.trim() || plain(name) === plain(text));

function made(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function show(chosen) {
  const whole = made("table", "", { class: "sides" });
  const first = made("tr");
  first.append(made("td"));
  for (const [, file, name] of chosen) {
    const head = made("th", "", { scope: "col" });
    head.append(made("a", name, { href: file }));
    first.append(head);
  }
  whole.append(first);
  heads.forEach((head, at) => {
    const line = made("tr");
    line.append(made("th", head, { scope: "row" }));
    for (const [, , , cells] of chosen) line.append(made("td", texts[cells[at]]));
    whole.append(line);
  });
  const box = made("div", "", { class: "scroll" });
  box.style.overflowX = "auto";
  box.append(whole);
  table.replaceChildren(box);
}

function compare() {
  const asked = fields.map((field) => field.value).filter((text) => text.trim());
  const unknown = asked.filter((text) => !jobOf(text));
  const chosen = [...new Set(asked.map(jobOf).filter(Boolean))];
  if (unknown.length) table.replaceChildren(made("p", `No job here is called “${unknown[0]}”. Take one from the list.`));
  else if (chosen.length < 2) table.replaceChildren(made("p", "Choose one more job to compare with."));
  else show(chosen);
}

const list = document.getElementById("jobs");
for (const [, , name] of jobs) list.append(made("option", "", { value: name }));
const given = new URLSearchParams(location.search).getAll("of").map(jobOf).filter(Boolean);
given.slice(0, fields.length).forEach(([, , name], at) => (fields[at].value = name));
if (given.length) compare();
document.getElementById("compare").addEventListener("submit", (event) => {
  event.preventDefault();
  compare();
  const query = fields.map((field) => jobOf(field.value)).filter(Boolean).map(([code]) => `of=${code}`);
  try {
    history.replaceState(null, "", `?${query.join("&")}`);
  } catch {
    // A page from a disk may not change its address: the table is there all the same.
  }
});

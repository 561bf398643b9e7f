// The page of the questions: reads the form, asks `Assess`, and shows what it says. Keeps and sends nothing.
"use strict";

const form = document.getElementById("questions");
const place = document.getElementById("results");

function made(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function answersOf() {
  const answers = {};
  for (const [id, value] of new FormData(form)) answers[id] = Number(value);
  return answers;
}

const inAWord = (count, word) => `${count} more ${word}${count === 1 ? "" : "s"}`;

function tooFew(missing) {
  const names = window.ASSESS.themes
    .map(([, name], at) => [missing[at], name])
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${inAWord(count, "answer")} on ${name}`);
  const box = made("div", "", { class: "box" });
  box.append(made("h2", "A little more, please"), made("p", `Needed: ${names.join(", ")}.`));
  const open = window.ASSESS.items.filter(([id]) => answersOf()[id] === undefined);
  const list = made("ul");
  for (const [id, text] of open) {
    const item = made("li");
    const link = made("a", text, { href: "#questions" });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      form.querySelector(`input[name="${id}"]`).focus();
    });
    item.append(link);
    list.append(item);
  }
  box.append(made("p", "Not answered yet:"), list);
  return [box];
}

function themesOf(found, view) {
  const list = made("ul", "", { class: "themes" });
  const order = window.ASSESS.themes.map((_, at) => at).sort((a, b) => found[view][b] - found[view][a]);
  const z = window.ASSESS.jobs.figures.profile.z90;
  for (const at of order) {
    const [, name, words] = window.ASSESS.themes[at];
    const item = made("li");
    const [low, high] = [Math.max(1, found.raw[at] - z * found.errors[at]), Math.min(5, found.raw[at] + z * found.errors[at])];
    item.append(
      made("strong", name),
      ` ${words}. `,
      made("span", `${found.raw[at].toFixed(1)} of 5, likely ${low.toFixed(1)} to ${high.toFixed(1)}`, { class: "note" }),
      made("meter", "", { min: 1, max: 5, value: found.raw[at].toFixed(2), "aria-label": `${name}, from 1 to 5` }),
    );
    list.append(item);
  }
  return list;
}

function linkTo(row) {
  const { codes, names } = window.ASSESS.jobs;
  return made("a", names[row], { href: `occupations/${codes[row]}.html` });
}

function jobsOf(found, view) {
  const list = made(found.standsOut ? "ol" : "ul", "", { class: "cards" });
  const names = Object.fromEntries(window.ASSESS.themes);
  for (const { row, family, theme } of Assess.suggest(found, view)) {
    const item = made("li");
    const head = made("strong");
    head.append(linkTo(row));
    item.append(head, theme ? ` opens on ${names[theme]}` : "", made("p", window.SENTENCES[row]));
    if (family.length) {
      const near = made("p", "Much like it: ", { class: "note" });
      family.forEach((other, at) => near.append(at ? ", " : "", linkTo(other)));
      item.append(near);
    }
    list.append(item);
  }
  return list;
}

function results(found, view) {
  const parts = [made("h2", "Your interests")];
  if (found.hasty) {
    parts.push(made("p", "Most of your answers are the same, so they can't tell themes apart. If that was haste, answer again.", { class: "box" }));
  }
  parts.push(themesOf(found, view));
  const choice = made("p", "", { class: "actions" });
  for (const [name, words] of [
    ["relative", "Against how much most people like each theme"],
    ["raw", "As you answered"],
  ]) {
    const button = made("button", words, { type: "button", class: "quiet", "aria-pressed": String(name === view) });
    button.addEventListener("click", () => {
      show(found, name);
      place.querySelector('[aria-pressed="true"]').focus();
    });
    choice.append(button);
  }
  parts.push(made("p", "Most people like helping, and few like tools. So a theme that few like counts more when you like it. You can switch that off:"), choice);
  if (found.standsOut) parts.push(made("h2", "Ten jobs to look into"));
  else {
    parts.push(made("h2", "Three different doors"));
    parts.push(made("p", "No theme of yours stands out, so there is no order to give. Here are three quite different jobs to start from."));
  }
  parts.push(jobsOf(found, view));
  parts.push(made("p", "This is no test and no forecast. It says which work is like what you like.", { class: "note" }));
  return parts;
}

function show(found, view) {
  place.replaceChildren(...(found.missing.some(Boolean) ? tooFew(found.missing) : results(found, view)));
  place.hidden = false;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  show(Assess.profile(answersOf()), "relative");
  place.focus();
  place.scrollIntoView();
});
form.addEventListener("reset", () => {
  place.replaceChildren();
  place.hidden = true;
});

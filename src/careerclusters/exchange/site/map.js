// The map in a folder of files: every dot of the still picture leads to its job, at the place that the list tells.
"use strict";

const NS = "http://www.w3.org/2000/svg";
const still = document.querySelector("svg.still");
const list = document.getElementById("list");

function element(name, attributes = {}) {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

if (still && list) {
  // Names of groups lie above the dots: they must not catch what is meant for them.
  for (const text of still.querySelectorAll("text")) text.style.pointerEvents = "none";
  const dots = element("g", { class: "site-dots" });
  for (const line of list.querySelectorAll("a[data-p]")) {
    const [x, y] = line.dataset.p.split(",").map(Number);
    const link = element("a", { href: line.getAttribute("href"), tabindex: "-1" });
    const name = element("title");
    name.textContent = line.textContent;
    link.append(name, element("circle", { cx: x, cy: y, r: 8 }));
    dots.append(link);
  }
  still.append(dots);
  const style = document.createElement("style");
  style.textContent =
    ".site-dots circle{fill:transparent;stroke:none;pointer-events:all;cursor:pointer}" +
    ".site-dots a:hover circle{stroke:currentColor;stroke-width:3}";
  document.head.append(style);
}

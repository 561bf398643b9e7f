// The map in a folder of files: a dot per job, at the place that its line in the list tells.
"use strict";

const NS = "http://www.w3.org/2000/svg";
const list = document.getElementById("list");

function element(name, attributes) {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

if (list) {
  const side = 1000;
  const map = element("svg", { viewBox: `0 0 ${side} ${side}`, class: "site-map", role: "img" });
  map.append(element("title", {}));
  map.firstChild.textContent = "Every job as a dot: dots close together are alike. The list below has the same jobs.";
  for (const group of list.querySelectorAll("details")) {
    const mark = group.querySelector("summary svg");
    const colour = mark ? [...mark.classList].find((name) => /^k\d$/.test(name)) : null;
    const dots = element("g", { class: colour || "k0" });
    for (const line of group.querySelectorAll("a[data-p]")) {
      const [x, y] = line.dataset.p.split(",").map(Number);
      const link = element("a", { href: line.getAttribute("href"), tabindex: "-1" });
      const name = element("title", {});
      name.textContent = line.textContent;
      link.append(name, element("circle", { cx: x, cy: y, r: 6 }));
      dots.append(link);
    }
    map.append(dots);
  }
  const style = document.createElement("style");
  style.textContent =
    ".site-map{width:100%;max-width:60rem;height:auto;display:block}" +
    ".site-map circle:hover{stroke:currentColor;stroke-width:3}";
  document.head.append(style);
  list.before(map);
}

// Suggestions while typing. The form works without this; here it only becomes quicker.
"use strict";
// Addresses stay in the language of the page; what scripts say comes from the catalog of that language.
const base = document.documentElement.dataset.base || "";
const say = (text, slots = {}) => (globalThis.careerclustersWords?.[text] || text).replace(/\{(\w+)\}/g, (whole, name) => name in slots ? slots[name] : whole);
const kinds = { wish: say("wish"), occupation: say("occupation"), cluster: say("cluster"), element: say("element"), technology: say("technology"), industry: say("industry"), lens: say("lens") };
for (const input of document.querySelectorAll("input[data-suggest], input[data-suggest-fill]")) {
  const isFill = input.hasAttribute("data-suggest-fill");
  const form = isFill ? input.parentElement : input.form;
  form.classList.add("suggested");
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = input.id + "-list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", say("Suggestions"));
  const status = document.createElement("p");
  status.className = "hidden";
  status.setAttribute("role", "status");
  form.append(list, status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  let chosen = -1, timer = 0, asked = "", shown = "";

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (at) => {
    const items = [...list.children];
    chosen = (at + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
    input.setAttribute("aria-activedescendant", items[chosen].id);
    items[chosen].scrollIntoView({ block: "nearest" });
  };
  const take = (item) => {
    if (!isFill) {
      const address = new URL(base + item.dataset.href, location.href), area = document.getElementById("main").dataset.area;
      if (area) address.searchParams.set("area", area);
      location.assign(address);
      return;
    }
    input.value = item.firstChild.textContent;
    close();
    input.focus();
    input.dispatchEvent(new CustomEvent("taken", { detail: item.dataset.href }));
  };
  const show = (found) => {
    const hits = isFill ? found.hits.filter((hit) => hit.kind === "occupation") : found.first;
    list.replaceChildren(...hits.slice(0, 8).map((hit, i) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${i}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.href = hit.href;
      item.append(hit.name);
      const why = document.createElement("small");
      why.textContent = hit.why || kinds[hit.kind] || hit.kind;
      item.append(why);
      return item;
    }));
    chosen = -1;
    const count = list.children.length;
    list.hidden = count === 0;
    input.setAttribute("aria-expanded", String(count > 0));
    input.removeAttribute("aria-activedescendant");
    status.textContent = count === 0 ? say("No suggestions") : count === 1 ? say("1 suggestion") : say("{n} suggestions", { n: count });
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    asked = input.value.trim();
    if (asked.length < 2) { status.textContent = ""; return close(); }
    const mine = asked;
    timer = setTimeout(async () => {
      try {
        const found = await (await fetch(base + "/api/v1/search?q=" + encodeURIComponent(mine))).json();
        if (mine !== asked || !found.ok) return;
        shown = mine;
        if (document.activeElement === input) show(found.data);
      } catch { close(); }
    }, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) {
      const isReady = list.children.length > 0 && shown === input.value.trim();
      if (isReady && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        list.hidden = false;
        input.setAttribute("aria-expanded", "true");
      } else return;
    }
    if (event.key === "ArrowDown") { choose(chosen + 1); event.preventDefault(); }
    else if (event.key === "ArrowUp") { choose(chosen < 0 ? -1 : chosen - 1); event.preventDefault(); }
    else if (event.key === "Tab") close();
    else if (event.key === "Escape") { close(); event.preventDefault(); }
    else if (event.key === "Enter" && chosen >= 0) {
      take(list.children[chosen]);
      event.preventDefault();
    }
  });
  list.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("li");
    if (item) { take(item); event.preventDefault(); }
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
}
// Empty fields would only lengthen the address.
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) {
      if (field.name && !field.value.trim() && !("keepEmpty" in field.dataset)) field.disabled = true;
    }
  });
}
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form [name]:disabled")) field.disabled = false;
});
// Where the browser can, pages that were seen open without the program as well. A site of plain files has no worker.
if (navigator.serviceWorker && document.querySelector('link[rel="manifest"][href^="/"]')) {
  addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register("/worker.js");
      if (!navigator.serviceWorker.controller && !document.getElementById("main").dataset.me) {
        const ready = await navigator.serviceWorker.ready;
        const loaded = performance.getEntriesByType("resource").map((one) => one.name).filter((name) => name.includes("/static/"));
        await Promise.all(loaded.map((name) => fetch(name).catch(() => {})));
        ready.active.postMessage(location.href);
      }
    } catch { /* no worker: pages need the program */ }
  });
}

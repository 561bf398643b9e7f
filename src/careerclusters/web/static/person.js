// What a person told stays in the tab; a shortlist stays in the browser. No address holds either for long.
"use strict";
(() => {
  const read = (store, name) => { try { return store.getItem(name); } catch { return null; } };
  const write = (store, name, value) => {
    try { if (value === null) store.removeItem(name); else store.setItem(name, value); } catch { /* no storage */ }
  };
  const ME = "careerclusters-me", LIST = "careerclusters-shortlist", MOST = 20;
  const main = document.getElementById("main");

  const PAGE = "careerclusters-page-", OURS = "careerclusters-";

  // An address that holds answers is sent, not visited, so that the history of the browser keeps none.
  const send = (path, query, target) => {
    const form = document.createElement("form"), field = document.createElement("input");
    form.method = "post";
    form.action = path;
    form.hidden = true;
    if (target) form.target = target;
    field.name = "query";
    field.value = query;
    form.append(field);
    document.body.append(form);
    form.submit();
    form.remove();
  };

  // The person of this page, or the one the tab knows. What this page was asked with stays in the tab, under a
  // number that the history knows, so that going back and reloading work.
  const here = main.dataset.me;
  if (here) {
    const page = history.state?.page || String(Math.random()).slice(2);
    write(sessionStorage, ME, here);
    write(sessionStorage, PAGE + page, main.dataset.query);
    if (read(localStorage, ME) !== null) write(localStorage, ME, here);
    history.replaceState({ page }, "", location.pathname);
  } else if (here !== undefined && history.state?.page) {
    const asked = read(sessionStorage, PAGE + history.state.page);
    if (asked) send(location.pathname, asked);
  }
  const me = here || read(sessionStorage, ME) || read(localStorage, ME);
  const withMe = (href) => {
    const address = new URL(href, location.href);
    if (me && !address.searchParams.get("me")) address.searchParams.set("me", me);
    return address.pathname + address.search;
  };
  for (const link of document.querySelectorAll("[data-own], [data-report]")) link.href = withMe(link.href);
  const visit = (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button > 1 || "bookmark" in link.dataset) return;
    const address = new URL(link.href, location.href);
    if (address.origin !== location.origin || !address.searchParams.get("me")) return;
    event.preventDefault();
    const isBeside = event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey;
    send(address.pathname, address.search.slice(1), isBeside ? "_blank" : "");
  };
  addEventListener("click", visit);
  addEventListener("auxclick", visit);
  addEventListener("submit", (event) => { if (event.target.elements.me?.value) event.target.method = "post"; }, true);
  const resume = document.querySelector("[data-resume]");
  if (resume && me && !here) { resume.href = withMe(base + "/you"); resume.classList.remove("later"); }

  // One button forgets it all.
  const forgetPages = async () => { for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name); };
  const forget = () => {
    for (const store of [sessionStorage, localStorage]) {
      try { for (const name of Object.keys(store)) if (name.startsWith(OURS)) store.removeItem(name); } catch { /* none */ }
    }
    if (window.caches) forgetPages().catch(() => {});
  };
  for (const one of document.querySelectorAll("[data-forget]")) one.addEventListener(one.tagName === "FORM" ? "submit" : "click", forget);
  addEventListener("pageshow", (event) => {
    if (event.persisted && here && read(sessionStorage, ME) === null) location.replace(base + "/");
  });
  const keep = document.querySelector("[data-keep]");
  if (keep && here) {
    const box = keep.querySelector("[data-keep-box]");
    keep.classList.remove("later");
    box.checked = read(localStorage, ME) !== null;
    box.addEventListener("change", () => write(localStorage, ME, box.checked ? here : null));
  }

  // The shortlist.
  const list = () => {
    try {
      const found = JSON.parse(read(localStorage, LIST) || "[]");
      return Array.isArray(found) ? found.filter((one) => typeof one === "string").slice(0, MOST) : [];
    } catch { return []; }
  };
  const save = (keys) => { write(localStorage, LIST, keys.length ? JSON.stringify(keys) : null); show(); };
  const address = (keys) => {
    const asked = new URLSearchParams(keys.map((one) => ["of", one]));
    if (main.dataset.area) asked.set("area", main.dataset.area);
    return base + "/shortlist" + (asked.size ? `?${asked}` : "");
  };
  const show = () => {
    const keys = list();
    for (const link of document.querySelectorAll("[data-short]")) {
      link.href = address(keys);
      (link.querySelector("[data-words]") || link).textContent = keys.length ? say("Saved ({n})", { n: keys.length }) : say("Saved");
    }
    for (const button of document.querySelectorAll("button[data-keep-key]")) {
      const isKept = keys.includes(button.dataset.keepKey);
      button.setAttribute("aria-pressed", String(isKept));
      button.firstChild.textContent = isKept ? say("Saved") : say("Save");
    }
  };
  const makeButtons = () => { for (const link of document.querySelectorAll("a[data-keep-key]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    Object.assign(button.dataset, link.dataset);
    button.append(document.createTextNode(say("Save")), link.querySelector(".hidden").cloneNode(true));
    button.addEventListener("click", () => {
      const key = button.dataset.keepKey, keys = list();
      save(keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key].slice(-MOST));
    });
    link.replaceWith(button);
  } };
  makeButtons();
  // A part of a page that came later, as the card of the map does.
  document.addEventListener("keepable", () => { makeButtons(); show(); });
  if (location.pathname === base + "/shortlist") {
    const asked = new URLSearchParams(location.search).getAll("of");
    if (!asked.length && list().length) location.replace(address(list()));
    else if (asked.length) write(localStorage, LIST, JSON.stringify([...new Set([...list(), ...asked])].slice(0, MOST)));
    for (const link of document.querySelectorAll("[data-drop]")) {
      link.addEventListener("click", () => save(list().filter((one) => one !== link.dataset.drop)));
    }
    document.querySelector("[data-empty-list]")?.addEventListener("click", () => save([]));
  }
  show();
  addEventListener("storage", show);

  // The questions: digits answer while the form has the focus, which it gets with each question.
  const ask = document.querySelector("form[data-ask]");
  if (ask) {
    ask.querySelector("h1").focus({ preventScroll: true });
    ask.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.target.tagName === "INPUT") return;
      const wanted = event.key === "0" ? "skip" : event.key;
      const button = [...ask.elements].find((one) => one.type === "submit" && one.value === wanted);
      if (button) { event.preventDefault(); button.click(); }
    });
  }
  const print_ = document.querySelector("[data-print]");
  if (print_) { print_.classList.remove("later"); print_.addEventListener("click", () => print()); }
})();

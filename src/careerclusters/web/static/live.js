// Filters act at once: the part that they change is asked for again and put in its place. Without a script, the
// button does the same with a new page.
(() => {
  const form = document.querySelector("form[data-live]");
  if (!form) return;
  let turn = 0, waiting;
  const show = async () => {
    const address = new URL(form.action);
    address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
    const mine = ++turn;
    const answer = await fetch(address).catch(() => null);
    if (!answer || !answer.ok || mine !== turn) return;
    const held = document.activeElement?.id;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-live-part]")) {
      const fresh = page.querySelector(`[data-live-part="${part.dataset.livePart}"]`);
      if (fresh) part.replaceChildren(...fresh.childNodes);
    }
    document.dispatchEvent(new CustomEvent("keepable"));
    if (held && document.activeElement?.id !== held) document.getElementById(held)?.focus();
    history.replaceState(null, "", address);
  };
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 180); });
})();

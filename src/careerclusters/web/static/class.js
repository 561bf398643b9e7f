// The desk and the wall follow by themselves while they are looked at.
"use strict";
(() => {
  const SECONDS = 4;
  const follow = async () => {
    const part = document.querySelector("[data-live-part]");
    if (!part) return;
    if (document.visibilityState === "visible" && !part.contains(document.activeElement)) {
      const answer = await fetch(location.pathname, { cache: "no-store" }).catch(() => null);
      if (answer && answer.status === 403) { location.reload(); return; }
      if (answer && answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.querySelector("[data-live-part]"), code = page.querySelector(".code");
        if (!fresh || code?.textContent !== document.querySelector(".code")?.textContent) { location.reload(); return; }
        if (fresh.innerHTML !== part.dataset.seen) {
          part.dataset.seen = fresh.innerHTML;
          const open = [...part.querySelectorAll("details[open]")].map((one) => one.id);
          part.replaceChildren(...fresh.childNodes);
          for (const id of open) document.getElementById(id)?.setAttribute("open", "");
        }
      }
    }
    setTimeout(follow, SECONDS * 1000);
  };
  setTimeout(follow, SECONDS * 1000);
})();

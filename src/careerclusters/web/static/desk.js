// The desk: a file can be dropped on it, and going back finds the list again. The list stays in this tab.
"use strict";
(() => {
  const form = document.querySelector("form[data-desk]");
  if (!form) return;
  const PAGE = "careerclusters-page-";
  const write = (name, value) => { try { sessionStorage.setItem(name, value); } catch { /* no storage */ } };
  const read = (name) => { try { return sessionStorage.getItem(name); } catch { return null; } };

  // A page that was sent for can't be gone back to; its fields are kept under a number that the history knows.
  const fields = () => [...new FormData(form)].filter(([, value]) => typeof value === "string" && value);
  if ("answered" in form.dataset) {
    const page = history.state?.page || String(Math.random()).slice(2);
    write(PAGE + page, JSON.stringify(fields()));
    history.replaceState({ page }, "", location.pathname);
  } else if (history.state?.page) {
    const kept = read(PAGE + history.state.page);
    if (kept) {
      for (const [name, value] of JSON.parse(kept)) {
        const field = form.elements[name];
        if (field && "value" in field && name !== "pick") field.value = value;
        else form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      }
      form.submit();
    }
  }

  // A download leaves the page as it is, so its empty fields are wanted again.
  form.addEventListener("submit", () => setTimeout(() => { for (const field of form.elements) field.disabled = false; }));

  const place = form.querySelector("[data-drop]"), file = form.elements.file;
  if (!place || !file) return;
  const said = place.querySelector("[data-dropped]");
  const tell = () => {
    const name = file.files[0]?.name;
    const words = form.elements.lost ? say("{file} is read instead of the lines above.", { file: name }) : say("{file} is chosen.", { file: name });
    said.textContent = name ? words : "";
  };
  file.addEventListener("change", tell);
  for (const name of ["dragover", "dragleave", "drop"]) {
    place.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      place.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) { file.files = event.dataTransfer.files; tell(); }
    });
  }
})();
// A page that keeps no file asks for the part that changes, so that the file stays chosen for the next button.
(() => {
  const form = document.querySelector("form[data-stay]"), part = document.querySelector("[data-stay-part]");
  if (!form || !part) return;
  form.addEventListener("submit", async (event) => {
    if (event.submitter && "file" in event.submitter.dataset) return;
    event.preventDefault();
    part.setAttribute("aria-busy", "true");
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
    part.removeAttribute("aria-busy");
    const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page && (page.querySelector("[data-stay-part]") || page.querySelector("main"));
    if (fresh) part.replaceChildren(...fresh.childNodes);
    else part.textContent = say("The file couldn't be sent. Try again.");
  });
})();

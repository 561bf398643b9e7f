// Pages seen before open without the program: the network first, what was kept else. Nothing of a person is
// kept: what the program marks as no-store never is, nor what was sent, nor saved jobs, nor the class.
"use strict";
const PAGES = "careerclusters-pages-1", STATIC = "careerclusters-static-1", MOST_PAGES = 80, MOST_STATIC = 60;
const NEVER = /^(?:\/[a-z]{2})?\/(class|shortlist|results|report|you|assess|strengths|wishes|forget|download|api)(\/|\.|$)/;
const OF_A_PERSON = ["me", "at", "key", "code", "q"];

const trim = async (cache, most) => {
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(key);
};
const keep = async (name, request, answer, most) => {
  const cache = await caches.open(name);
  await cache.delete(request);
  await cache.put(request, answer);
  await trim(cache, most);
};
const isKeepable = (address, answer) =>
  answer.status === 200 && answer.type === "basic" && !answer.redirected
  && !/no-store/.test(answer.headers.get("Cache-Control") || "")
  && !NEVER.test(address.pathname) && !OF_A_PERSON.some((name) => address.searchParams.has(name));
const languages = self.careerclustersLanguages || {};
const away = (address) => {
  const first = address.pathname.split("/")[1], language = first in languages ? first : "en", home = language === "en" ? "/" : `/${language}/`;
  const say = (text) => (languages[language] || {})[text] || text;
  return new Response(
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${say("Not here offline")}</title>`
    + `<main><h1>${say("The program isn't running")}</h1><p>${say("This page wasn't opened here before, so it can't be shown now. Start the program with <code>careerclusters serve</code>, or go to a page that you saw.")}</p><p><a href="${home}">${say("First page")}</a></p></main></html>`,
    { status: 503, headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'" } });
};

const page = async (event, address) => {
  try {
    const answer = await fetch(event.request);
    if (isKeepable(address, answer)) event.waitUntil(keep(PAGES, address.href, answer.clone(), MOST_PAGES).catch(() => {}));
    return answer;
  } catch {
    return await (await caches.open(PAGES)).match(address.href) || away(address);
  }
};
const file = async (event) => {
  const known = await (await caches.open(STATIC)).match(event.request);
  if (known) return known;
  const answer = await fetch(event.request);
  if (answer.status === 200) event.waitUntil(keep(STATIC, event.request, answer.clone(), MOST_STATIC).catch(() => {}));
  return answer;
};

addEventListener("install", (event) => event.waitUntil(skipWaiting()));
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("careerclusters-") && ![PAGES, STATIC].includes(name)) await caches.delete(name);
  await clients.claim();
})()));
addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event, address));
  else if (address.pathname.startsWith("/static/")) event.respondWith(file(event));
});
// The page that is open when the worker starts was loaded without it: it is asked for again, to be kept.
addEventListener("message", (event) => {
  const address = new URL(event.data, location.href);
  if (address.origin !== location.origin) return;
  event.waitUntil(fetch(address).then((answer) => isKeepable(address, answer) && keep(PAGES, address.href, answer, MOST_PAGES)).catch(() => {}));
});

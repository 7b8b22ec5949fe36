// Before the worker of the page in one file: its files come by message, not by address.
"use strict";
self.nrBase = "https://in-the-page.invalid/";
self.importScripts = () => {};
let give = null;
const given = new Promise((resolve) => { give = resolve; });
self.addEventListener("message", (event) => {
  if (event.data && event.data.files) {
    event.stopImmediatePropagation();
    give(event.data.files);
  }
});
self.fetch = async (asked) => {
  const files = await given;
  const name = new URL(asked.url || asked, self.nrBase).pathname.slice(1);
  const held = files[name];
  return held
    ? new Response(held.data, { headers: { "Content-Type": held.type } })
    : new Response("", { status: 404 });
};

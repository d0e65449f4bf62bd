"use strict";
(() => {
  const form = document.getElementById("filter");
  const rows = Array.from(document.querySelectorAll(".row"));
  const letters = { persisted: "p", changed: "c", dropped: "d", added: "n" };
  const boxes = Array.from(form.elements.show);
  const find = form.elements.find;
  const texts = new Map();

  // What is said in a row, to search in; made when it is first needed.
  const said = (row) => {
    if (!texts.has(row)) {
      const parts = Array.from(row.querySelectorAll(".b p > span, .a p > span"), (span) => span.textContent);
      texts.set(row, parts.join("\n").toLowerCase());
    }
    return texts.get(row);
  };

  const wanted = () => find.value.trim().toLowerCase();

  const show = () => {
    const classes = boxes.filter((box) => box.checked).map((box) => letters[box.value]);
    const words = wanted();
    let count = 0;
    for (const row of rows) {
      const seen = classes.some((name) => row.classList.contains(name)) && (!words || said(row).includes(words));
      if (row.hidden === seen) row.hidden = !seen;
      count += seen;
    }
    form.elements.shown.value = `${count} of ${rows.length} rows`;
    mark(words);
  };

  const mark = (words) => {
    if (!globalThis.CSS || !CSS.highlights) return;
    CSS.highlights.delete("found");
    if (!words) return;
    const ranges = [];
    for (const row of rows) {
      if (row.hidden) continue;
      const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        const text = node.data.toLowerCase();
        if (text.length !== node.data.length) continue;
        for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
          ranges.push(new StaticRange({ startContainer: node, startOffset: at, endContainer: node, endOffset: at + words.length }));
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  };

  // The address holds a place, what is shown and what is searched for: #b12-a37&show=changed,added&find=grain
  const read = () => {
    const parts = location.hash.slice(1).split("&");
    const params = new URLSearchParams(parts.filter((part) => part.includes("=")).join("&"));
    return { place: parts.find((part) => part && !part.includes("=")) || "", params };
  };

  const write = () => {
    const parts = [];
    if (boxes.some((box) => !box.checked)) {
      parts.push("show=" + boxes.filter((box) => box.checked).map((box) => box.value).join(","));
    }
    if (wanted()) parts.push("find=" + encodeURIComponent(find.value.trim()));
    history.replaceState(null, "", parts.length ? "#" + parts.join("&") : location.pathname + location.search);
  };

  const follow = () => {
    const { place, params } = read();
    const target = place && document.getElementById(place);
    if (params.size) {
      const shown = params.has("show") ? params.get("show").split(",") : null;
      for (const box of boxes) box.checked = !shown || shown.includes(box.value);
      find.value = params.get("find") || "";
      show();
    }
    if (!target) return;
    const row = target.closest(".row");
    if (row && row.hidden) form.reset();
    for (let outer = target.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
    if (!row) return;
    // A link is read with its sentences, where they fit.
    requestAnimationFrame(() => (row.offsetHeight < innerHeight * 0.8 ? row : target).scrollIntoView({ block: "center" }));
  };

  let waiting = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { show(); write(); }, event.target === find ? 150 : 0);
  });
  form.addEventListener("reset", () => setTimeout(() => { show(); if (read().params.size) write(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", follow);
  form.hidden = false;
  show();
  follow();
})();

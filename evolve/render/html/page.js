"use strict";

// The part of the address after "#" is an anchor, a filter and a search: #b12-a37&show=changed,added&find=grain
const address = {
  read() {
    const parts = location.hash.slice(1).split("&");
    const params = new URLSearchParams(parts.filter((part) => part.includes("=")).join("&"));
    return { anchor: parts.find((part) => part && !part.includes("=")) || "", params };
  },
  write(parts) {
    history.replaceState(null, "", parts.length ? "#" + parts.join("&") : location.pathname + location.search);
  },
};

// Highlight the search words in the visible rows.
const mark = (rows, words) => {
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

const unfold = (target) => {
  for (let outer = target.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
};

// The values of the filter form, read from and written to the address.
const filterOf = (form) => {
  const boxes = Array.from(form.querySelectorAll("[name=show]"));
  const find = form.elements.find;
  const ignore = form.elements.ignore;
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  return {
    chosen,
    ignored: () => (ignore && ignore.checked ? ignore.value : ""),
    words: () => find.value.trim().toLowerCase(),
    read(params) {
      const shown = params.has("show") ? params.get("show").split(",") : null;
      for (const box of boxes) box.checked = !shown || shown.includes(box.value);
      if (ignore) ignore.checked = params.get("ignore") === ignore.value;
      find.value = params.get("find") || "";
    },
    parts() {
      const out = chosen().length < boxes.length ? ["show=" + chosen().join(",")] : [];
      if (ignore && ignore.checked) out.push("ignore=" + ignore.value);
      return find.value.trim() ? [...out, "find=" + encodeURIComponent(find.value.trim())] : out;
    },
    // Call `changed` after every change: at once after a click, after a pause while typing.
    onChange(changed) {
      let waiting = 0;
      form.addEventListener("input", (event) => {
        clearTimeout(waiting);
        waiting = setTimeout(changed, event.target.type === "search" ? 150 : 0);
      });
      form.addEventListener("reset", () => setTimeout(changed));
      form.addEventListener("submit", (event) => event.preventDefault());
      form.hidden = false;
    },
  };
};

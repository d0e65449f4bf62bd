(() => {
  const form = document.getElementById("filter");
  const body = document.querySelector("tbody");
  const rows = Array.from(document.querySelectorAll(".row"));
  const planned = [...rows];
  const heads = Array.from(document.querySelectorAll("thead th"));
  const filter = filterOf(form);
  const texts = new Map();
  const unfolded = new Set();
  // A long table shows so many rows at a time, and a button for more.
  const more = document.getElementById("more");
  const portion = more ? Number(body.parentElement.dataset.rows) : Infinity;
  let least = portion;
  let limit = portion;
  let sorted = { head: null, down: false };

  // The text of a row in lower case, for the search; cached.
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
    return texts.get(row);
  };

  // Unfold the rows whose folded part contains the search words; the next search folds them again.
  const reveal = (words) => {
    for (const folded of unfolded) folded.open = false;
    unfolded.clear();
    for (const row of words ? rows : []) {
      const folded = row.hidden ? null : row.querySelector("details:not([open])");
      if (!folded || folded.firstElementChild.textContent.toLowerCase().includes(words)) continue;
      folded.open = true;
      unfolded.add(folded);
    }
  };

  const show = () => {
    const outcomes = filter.chosen();
    const words = filter.words();
    let count = 0;
    for (const row of rows) {
      const isFound = (!form.elements.show || outcomes.includes(row.dataset.outcome)) && (!words || textOf(row).includes(words));
      count += isFound;
      const isShown = isFound && count <= limit;
      if (row.hidden === isShown) row.hidden = !isShown;
    }
    if (more) {
      more.hidden = count <= limit;
      more.textContent = `Show ${Math.min(portion, count - limit)} more of ${count - limit}`;
    }
    const order = sorted.head ? `, by ${sorted.head.textContent}${sorted.down ? ", largest first" : ""}` : "";
    form.elements.shown.value = `${count} of ${rows.length} ${form.dataset.what}${order}`;
    reveal(words);
    mark(rows, words);
  };

  // The value by which a row is sorted; empty for a pair that failed and has no figures.
  const value = (row, at) => {
    const cell = row.cells[at];
    if (!cell || cell.colSpan > 1) return "";
    return cell.dataset.v ?? cell.textContent;
  };

  const sort = (head, down) => {
    for (const other of heads) other.removeAttribute("aria-sort");
    sorted = { head, down };
    if (head) {
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const at = head.cellIndex;
      const keys = new Map(planned.map((row) => [row, value(row, at)]));
      const numbers = planned.every((row) => !Number.isNaN(Number(keys.get(row))));
      const order = new Intl.Collator(undefined, { numeric: true });
      rows.splice(0, rows.length, ...planned);
      rows.sort((one, other) => {
        const [x, y] = [keys.get(one), keys.get(other)];
        if (x === "" || y === "") return (x === "") - (y === "");
        const apart = numbers ? x - y : order.compare(x, y);
        return down ? -apart : apart;
      });
    } else {
      rows.splice(0, rows.length, ...planned);
    }
    if (body) body.append(...rows);
  };

  const write = () => {
    const parts = filter.parts();
    if (sorted.head) parts.push("sort=" + (sorted.down ? "-" : "") + sorted.head.dataset.sort);
    if (parts.length || address.read().params.size) address.write(parts);
  };

  const follow = () => {
    const { anchor, params } = address.read();
    if (params.size) {
      filter.read(params);
      const [, minus, name] = /^(-?)(.*)$/s.exec(params.get("sort") || "");
      sort(heads.find((head) => head.dataset.sort === name) || null, minus === "-");
      show();
    }
    const target = anchor && document.getElementById(anchor);
    if (!target) return;
    if (target.hidden && more) {
      least = Math.max(portion, planned.indexOf(target) + 1, rows.indexOf(target) + 1);
      limit = Math.max(limit, least);
      show();
    }
    if (target.hidden) form.reset();
    const folded = target.querySelector("details");
    if (folded) folded.open = true;
    requestAnimationFrame(() => target.scrollIntoView({ block: target.matches(".row") ? "center" : "start" }));
  };

  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      // The first click sorts in ascending order, the second in descending order, the third restores the order of the plan.
      const again = sorted.head === head;
      sort(again && sorted.down ? null : head, again && !sorted.down);
      show();
      write();
    });
  }
  if (more) {
    more.addEventListener("click", () => {
      limit += portion;
      show();
    });
    // Printed, all rows are there that the filter shows.
    addEventListener("beforeprint", () => { limit = Infinity; show(); });
  }
  form.addEventListener("reset", () => sort(null, false));
  filter.onChange(() => { limit = least; show(); write(); });
  addEventListener("hashchange", follow);
  show();
  follow();
})();

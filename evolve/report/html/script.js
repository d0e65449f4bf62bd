(() => {
  const form = document.getElementById("filter");
  const rows = Array.from(document.querySelectorAll(".row"));
  const letters = { persisted: "p", changed: "c", unclear: "u", dropped: "d", added: "n" };
  const filter = filterOf(form);
  const texts = new Map();

  // The sentences of a row in lower case, for the search; cached.
  const textOf = (row) => {
    if (!texts.has(row)) {
      const parts = Array.from(row.querySelectorAll(".b p > span, .a p > span"), (span) => span.textContent);
      texts.set(row, parts.join("\n").toLowerCase());
    }
    return texts.get(row);
  };

  const show = () => {
    const classes = filter.chosen().map((status) => letters[status]);
    const words = filter.words();
    const ignored = filter.ignored();
    let count = 0;
    for (const row of rows) {
      const isShown =
        classes.some((name) => row.classList.contains(name)) &&
        !(ignored && row.classList.contains(ignored)) &&
        (!words || textOf(row).includes(words));
      if (row.hidden === isShown) row.hidden = !isShown;
      count += isShown;
    }
    form.elements.shown.value = `${count} of ${rows.length} ${form.dataset.what}`;
    mark(rows, words);
  };

  const write = () => {
    const parts = filter.parts();
    // Keep an anchor in the address until a filter replaces it.
    if (parts.length || address.read().params.size) address.write(parts);
  };

  const follow = () => {
    const { anchor, params } = address.read();
    const target = anchor && document.getElementById(anchor);
    if (params.size) {
      filter.read(params);
      show();
    }
    if (!target) {
      // An address with a filter but without an anchor leads to the filtered rows.
      if (params.size) form.scrollIntoView();
      return;
    }
    const row = target.closest(".row");
    if (row && row.hidden) form.reset();
    unfold(target);
    if (!row) return;
    // Show the note of a link together with its sentences: from the first of them on, if they do not fit in the window.
    requestAnimationFrame(() => {
      const fits = row.offsetHeight < innerHeight * 0.8;
      const isFar = target.getBoundingClientRect().top - row.getBoundingClientRect().top > innerHeight * 0.8;
      if (isFar) target.scrollIntoView({ block: "center" });
      else row.scrollIntoView({ block: fits ? "center" : "start" });
    });
  };

  filter.onChange(() => { show(); write(); });
  addEventListener("hashchange", follow);
  show();
  follow();
})();

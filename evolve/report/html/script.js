(() => {
  const form = document.getElementById("filter");
  const rows = Array.from(document.querySelectorAll(".row"));
  const letters = { persisted: "p", changed: "c", unclear: "u", dropped: "d", added: "n" };
  const filter = filterOf(form);
  const texts = new Map();

  // What is said in a row, to search in; made when it is first needed.
  const said = (row) => {
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
      const seen =
        classes.some((name) => row.classList.contains(name)) &&
        !(ignored && row.classList.contains(ignored)) &&
        (!words || said(row).includes(words));
      if (row.hidden === seen) row.hidden = !seen;
      count += seen;
    }
    form.elements.shown.value = `${count} of ${rows.length} ${form.dataset.what}`;
    mark(rows, words);
  };

  const write = () => {
    const parts = filter.parts();
    // A place in the address stays until something else has to stand there.
    if (parts.length || address.read().params.size) address.write(parts);
  };

  const follow = () => {
    const { place, params } = address.read();
    const target = place && document.getElementById(place);
    if (params.size) {
      filter.read(params);
      show();
    }
    if (!target) return;
    const row = target.closest(".row");
    if (row && row.hidden) form.reset();
    unfold(target);
    if (!row) return;
    // A link is read with its sentences, where they fit.
    requestAnimationFrame(() => (row.offsetHeight < innerHeight * 0.8 ? row : target).scrollIntoView({ block: "center" }));
  };

  filter.whenAltered(() => { show(); write(); });
  addEventListener("hashchange", follow);
  show();
  follow();
})();

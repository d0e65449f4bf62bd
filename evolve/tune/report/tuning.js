(() => {
  const chart = document.getElementById("chart");
  const form = document.getElementById("move");
  const slider = form.elements.at;
  const cursor = document.getElementById("cursor");
  const dots = Array.from(chart.querySelectorAll("circle"));
  const table = document.getElementById("rows");
  const rows = Array.from(table.tBodies[0].rows);
  const columns = new Map(Array.from(table.tHead.rows[0].cells, (cell, at) => [cell.dataset.key, at]));
  const values = Array.from(document.querySelectorAll("#at [data-key], caption [data-key]"));
  const lists = Array.from(document.querySelectorAll("table[data-list]"));
  const left = Number(chart.dataset.left), wide = Number(chart.dataset.wide), end = Number(chart.dataset.end);
  // The threshold of a row; null for the first row, if each pair of texts has its own threshold, which is not on the chart.
  const of = (row) => (row.dataset.t === undefined ? null : Number(row.dataset.t));
  const home = rows.findIndex((row) => row.hasAttribute("data-home"));

  const first = rows.findIndex((row) => of(row) !== null);

  const nearest = (threshold) => {
    const far = (at) => Math.abs(of(rows[at]) - threshold);
    return rows.reduce((best, _, at) => (at > first && far(at) < far(best) ? at : best), first);
  };

  // Show the judged pairs that are missed or wrongly linked at a threshold, and the pairs just above and below it.
  const follow = (list, threshold) => {
    const body = Array.from(list.tBodies[0].rows);
    const own = (row) => Number(row.dataset.own ?? list.dataset.own);
    const linked = (row) => row.dataset.t !== undefined && of(row) >= (threshold ?? own(row));
    const wanted = { missed: (row) => !linked(row), wrong: linked }[list.dataset.list];
    const below = body.findIndex((row) => !linked(row));
    const cut = below < 0 ? body.length : below;
    const few = Number(list.dataset.few);
    let count = 0;
    body.forEach((row, at) => {
      const isShown = wanted ? wanted(row) : at >= cut - few && at < cut + few;
      if (row.hidden === isShown) row.hidden = !isShown;
      row.classList.toggle("cut", !wanted && at === cut && at > 0);
      count += isShown;
    });
    const counter = list.querySelector("caption b");
    if (counter) counter.textContent = count;
  };

  const show = () => {
    const row = rows[slider.value];
    const threshold = of(row);
    const nowhere = threshold === null;
    const x = left + Math.min(1, threshold / end) * wide;
    const textOf = (key) => row.cells[columns.get(key)].textContent;
    cursor.setAttribute("transform", `translate(${x} 0)`);
    cursor.toggleAttribute("hidden", nowhere);
    for (const dot of dots) {
      const { key, bottom, high, scale } = dot.dataset;
      const value = parseFloat(textOf(key));
      dot.toggleAttribute("hidden", nowhere || Number.isNaN(value));
      if (nowhere || Number.isNaN(value)) continue;
      dot.setAttribute("cx", x);
      dot.setAttribute("cy", bottom - (Math.min(value, scale) / scale) * high);
    }
    for (const one of rows) one.classList.toggle("here", one === row);
    for (const value of values) value.textContent = textOf(value.dataset.key);
    slider.setAttribute("aria-valuetext", `${textOf("threshold")}, ${textOf("links")} links`);
    for (const list of lists) follow(list, threshold);
  };

  const write = () => {
    const { anchor } = address.read();
    const parts = anchor ? [anchor] : [];
    if (Number(slider.value) !== home) parts.push(`threshold=${of(rows[slider.value])}`);
    address.write(parts);
  };

  const read = () => {
    const { anchor, params } = address.read();
    const wanted = parseFloat(params.get("threshold"));
    slider.value = Number.isNaN(wanted) ? home : nearest(wanted);
    show();
    const target = anchor && document.getElementById(anchor);
    if (target) unfold(target);
  };

  const move = (at) => {
    slider.value = at;
    show();
    write();
  };

  const pointed = (event) => {
    const box = chart.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * chart.viewBox.baseVal.width;
    move(nearest(((x - left) / wide) * end));
  };
  chart.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    chart.setPointerCapture(event.pointerId);
    pointed(event);
  });
  chart.addEventListener("pointermove", (event) => {
    if (chart.hasPointerCapture(event.pointerId)) pointed(event);
  });
  slider.addEventListener("input", () => move(slider.value));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    move(home);
  });
  addEventListener("hashchange", read);
  chart.classList.add("live");
  form.hidden = false;
  read();
})();

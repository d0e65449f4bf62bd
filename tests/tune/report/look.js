// Looks at pages of `evolve tune --html`: node look.js AXE PAGE..., the first of them with labels, the second with
// labels on several pairs that have each their own threshold
const { open, tell, unprinted, violations } = require("../../browser.js");

const pages = process.argv.slice(3);
const [labelled, apart] = pages;

// Pages in which something from a document came to life.
const alive = async (browser) => {
  const out = [];
  for (const file of pages) {
    const page = await open(browser, file);
    if (await page.evaluate(() => Boolean(document.querySelector("img")) || "pwned" in globalThis)) out.push(file);
    await page.close();
  }
  return out;
};

// Where the cursor stands by every sign of it, and whether all that follows it does.
const state = (page) =>
  page.evaluate(() => {
    const row = document.querySelector("#rows .here");
    const heads = Array.from(document.querySelectorAll("#rows thead th"), (cell) => cell.dataset.key);
    const told = Array.from(document.querySelectorAll("#at [data-key], caption [data-key]"));
    const chart = document.getElementById("chart");
    const moved = document.getElementById("cursor").getAttribute("transform");
    const seen = (list) => Array.from(list.tBodies[0].rows).filter((one) => one.checkVisibility()).length;
    const missed = document.querySelector("[data-list=missed]");
    const near = document.querySelector("[data-list=near]");
    const cut = near.querySelector(".cut");
    return {
      threshold: Number(row.dataset.t),
      hash: location.hash,
      x: moved && Number(moved.match(/[\d.]+/)[0]).toFixed(1),
      expected: (Number(chart.dataset.left) + (Number(row.dataset.t) / Number(chart.dataset.end)) * Number(chart.dataset.wide)).toFixed(1),
      figures: told.length > 0 && told.every((one) => one.textContent === row.cells[heads.indexOf(one.dataset.key)].textContent),
      slider: document.querySelector("#move input").getAttribute("aria-valuetext"),
      missed: { told: Number(missed.querySelector("caption b").textContent), seen: seen(missed) },
      column: Number(row.cells[heads.indexOf("missed")].textContent),
      parted: cut === null || (Number(cut.dataset.t) < Number(row.dataset.t) && Number(cut.previousElementSibling.dataset.t) >= Number(row.dataset.t)),
    };
  });

const moves = async (browser) => {
  const page = await open(browser, labelled);
  const out = { start: await state(page) };
  const box = await (await page.$("#chart")).boundingBox();
  const x = (share) => box.x + box.width * share;
  const y = box.y + box.height / 2;
  await page.mouse.click(x(0.3), y);
  out.clicked = await state(page);
  await page.mouse.move(x(0.3), y);
  await page.mouse.down();
  await page.mouse.move(x(0.5), y, { steps: 5 });
  out.dragged = await state(page);
  await page.mouse.move(x(2), y, { steps: 2 });
  await page.mouse.up();
  out.beyond = await state(page);
  await page.mouse.move(x(0.4), y);
  out.released = await state(page);
  await page.focus("#move input");
  await page.keyboard.press("Home");
  out.home = await state(page);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  out.arrows = await state(page);
  await page.click("#move button");
  out.reset = await state(page);
  await page.evaluate(() => (location.hash = "threshold=.12"));
  await page.waitForFunction(() => document.querySelector("#rows .here").dataset.t === "0.1200", { timeout: 5000 });
  out.followed = await state(page);
  out.complaints = page.complaints;
  await page.close();
  return out;
};

const opened = async (browser, hash) => {
  const page = await open(browser, labelled, { hash });
  const out = await state(page);
  await page.close();
  return out;
};

// What is told where each pair has its own threshold, at the start, at one threshold for all, and back again.
const own = async (browser) => {
  const page = await open(browser, apart);
  const told = () =>
    page.evaluate(() => {
      const missed = document.querySelector("[data-list=missed]");
      const seen = (list) => Array.from(list.tBodies[0].rows).filter((one) => one.checkVisibility());
      const threshold = document.querySelector("#at [data-key=threshold]").textContent;
      return {
        threshold,
        cursor: document.getElementById("cursor").checkVisibility(),
        missed: seen(missed).map((row) => row.cells[2].textContent),
        told: Number(missed.querySelector("caption b").textContent),
        hash: location.hash,
      };
    });
  const out = { start: await told() };
  await page.focus("#move input");
  await page.keyboard.press("End");
  out.end = await told();
  const box = await (await page.$("#chart")).boundingBox();
  await page.mouse.click(box.x + 1, box.y + box.height / 2);
  out.clicked = await told();
  await page.click("#move button");
  out.reset = await told();
  await page.close();
  return out;
};

const unscripted = async (browser) => {
  const page = await open(browser, labelled, { script: false });
  const out = await state(page);
  out.form = await page.evaluate(() => document.getElementById("move").checkVisibility());
  await page.close();
  return out;
};

const printed = async (browser) => {
  const page = await open(browser, labelled);
  await page.emulateMediaType("print");
  const out = await page.evaluate(() => ({
    form: document.getElementById("move").checkVisibility(),
    table: document.getElementById("rows").checkVisibility(),
    chart: document.getElementById("chart").checkVisibility(),
  }));
  await page.close();
  return out;
};

tell({
  violations: (browser) => violations(browser, pages),
  alive,
  moves,
  own,
  opened: (browser) => opened(browser, "#threshold=.17"),
  nonsense: (browser) => opened(browser, "#threshold=<b>&=&&judged"),
  unscripted,
  printed,
  unprinted: (browser) => unprinted(browser, labelled),
});

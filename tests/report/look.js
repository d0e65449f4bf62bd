// Collects what a browser shows of HTML reports: node look.js AXE PAIR THREE NINE LONG
const { open, shown, tell, unprinted, violations } = require("../browser.js");

const [pair, three, nine, long] = process.argv.slice(3);

const classes = async (browser, hash, options = {}) => {
  const page = await open(browser, pair, { hash, ...options });
  const out = [...new Set(await shown(page))].sort();
  await page.close();
  return out;
};

// Whether the filter is in the window when the address has a filter and no anchor.
const filtered = async (browser) => {
  const page = await open(browser, pair, { hash: "#show=changed" });
  const out = await page.$eval("#filter", (form) => {
    const { top, bottom } = form.getBoundingClientRect();
    return [scrollY > 0, top >= -1 && bottom <= innerHeight];
  });
  await page.close();
  return out;
};

const opened = async (browser) => {
  const page = await open(browser, pair);
  const name = await page.evaluate(() => document.querySelector("details[id]").id);
  await page.evaluate((to) => (location.hash = to), name);
  await page.waitForFunction((to) => document.getElementById(to).open, { timeout: 5000 }, name);
  await page.close();
  return true;
};

// The hash after a click on a line of the slope diagram, once its target is unfolded.
const clicked = async (browser) => {
  const page = await open(browser, pair);
  const hash = await page.evaluate(() => {
    const line = document.querySelector("svg a");
    line.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    return location.hash;
  });
  await page.waitForFunction((to) => document.getElementById(to).open, { timeout: 5000 }, hash.slice(1));
  await page.close();
  return hash;
};

const found = async (browser) => {
  const page = await open(browser, pair);
  await page.type("input[name=find]", "SELF-determination");
  await page.waitForFunction(() => location.hash.includes("find="), { timeout: 5000 });
  const out = { hash: await page.evaluate(() => location.hash), rows: (await shown(page)).length };
  await page.close();
  return out;
};

// The sentence numbers in the table of arguments that fit a narrow screen, and all of them, as counts.
const onNarrowScreen = async (browser) => {
  const page = await open(browser, three, { width: 360 });
  const out = await page.$$eval(".args a", (all) => [all.filter((one) => one.getBoundingClientRect().right <= 360).length, all.length]);
  await page.close();
  return out;
};

// Whether the table of arguments of many versions scrolls sideways, and the width of the word in its empty cells.
const abreast = async (browser) => {
  const page = await open(browser, nine);
  const out = {
    scrolls: await page.$eval(".wide", (one) => one.scrollWidth > one.clientWidth),
    none: await page.$$eval(".args td[data-in] > span", (all) => [...new Set(all.map((one) => one.getBoundingClientRect().width))]),
  };
  await page.close();
  return out;
};

// The rows of a long report that are laid out when one of them is in view, and all rows, as counts.
const laid = async (browser) => {
  const page = await open(browser, long);
  const out = await page.evaluate(async () => {
    const rows = Array.from(document.querySelectorAll(".row"));
    rows[1000].scrollIntoView();
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    return [rows.filter((row) => row.firstElementChild.checkVisibility({ contentVisibilityAuto: true })).length, rows.length];
  });
  await page.close();
  return out;
};

tell({
  violations: (browser) => violations(browser, [pair, three, nine]),
  all: (browser) => classes(browser, ""),
  filtered,
  changed: (browser) => classes(browser, "#show=changed"),
  unscripted: (browser) => classes(browser, "#show=changed", { script: false }),
  opened,
  clicked,
  unprinted: (browser) => unprinted(browser, pair),
  found,
  onNarrowScreen,
  abreast,
  laid,
});

// Looks at the pages of batches: node look.js AXE INDEX ARGUMENTS HOSTILE
const { open, shown, tell, unprinted, violations } = require("../../browser.js");

const [index, argumentsPage, hostile] = process.argv.slice(3);

const rows = async (browser, hash, options = {}) => {
  const page = await open(browser, index, { hash, ...options });
  const out = await shown(page, "id");
  await page.close();
  return out;
};

// What three clicks on a head do: the address, and the first row.
const clicks = async (browser) => {
  const page = await open(browser, index);
  const out = [];
  for (let time = 0; time < 3; time++) {
    await page.focus("th[data-sort=pair] button");
    await page.keyboard.press("Enter");
    const sort = await page.$eval("th[data-sort=pair]", (head) => head.getAttribute("aria-sort"));
    out.push([await page.evaluate(() => location.hash), sort, (await shown(page, "id"))[0]]);
  }
  await page.close();
  return out;
};

const typed = async (browser) => {
  const page = await open(browser, index);
  await page.type("input[name=find]", "NO SUCH file");
  await page.waitForFunction(() => location.hash.includes("find="), { timeout: 5000 });
  const said = await page.$eval("output", (output) => output.value);
  const out = { hash: await page.evaluate(() => location.hash), rows: await shown(page, "id"), said };
  await page.close();
  return out;
};

const opened = async (browser) => {
  const page = await open(browser, argumentsPage, { hash: "#c2" });
  await page.waitForFunction(() => document.querySelector("#c2 details").open, { timeout: 5000 });
  await page.close();
  return true;
};

// What a search for words that stand below a fold shows of them, and what is folded again without it.
const revealed = async (browser) => {
  const page = await open(browser, argumentsPage);
  const said = await page.$eval("#c2", (row) => {
    const label = row.querySelector("summary").textContent;
    return Array.from(row.querySelectorAll("li bdi:last-child"), (one) => one.textContent).find((text) => !label.includes(text));
  });
  const unfolded = () => page.$$eval("details[open]", (all) => all.map((one) => one.parentElement.id));
  await page.type("input[name=find]", said);
  await page.waitForFunction(() => document.querySelector("#c2 details").open, { timeout: 5000 });
  const out = { rows: await shown(page, "id"), numbers: await page.$$eval(".row:not([hidden])", (all) => all.map((one) => one.value)) };
  await page.click("button[type=reset]");
  await page.waitForFunction(() => !document.querySelector("#c1").hidden, { timeout: 5000 });
  out.after = await unfolded();
  await page.close();
  return out;
};

tell({
  violations: (browser) => violations(browser, [index, argumentsPage, hostile]),
  all: (browser) => rows(browser, ""),
  failed: (browser) => rows(browser, "#show=failed"),
  sorted: (browser) => rows(browser, "#sort=-pair"),
  odd: (browser) => rows(browser, "#find=no%20such&sort=%0A__proto__&show=failed,%3Cimg%20src=x%20onerror=y%3E&%&=&place=%ff"),
  unscripted: (browser) => rows(browser, "#show=failed", { script: false }),
  clicks,
  typed,
  opened,
  revealed,
  unprinted: (browser) => unprinted(browser, argumentsPage),
});

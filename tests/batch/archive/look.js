// Looks at the pages of archives: node look.js AXE INDEX LONG_INDEX ARGUMENTS
const { open, shown, tell, unprinted, violations } = require("../../browser.js");

const [index, longIndex, argumentsPage] = process.argv.slice(3);

const rows = async (browser, file, hash, options = {}) => {
  const page = await open(browser, file, { hash, ...options });
  const out = await shown(page, "id");
  await page.close();
  return out;
};

// How many rows a long index shows at first, after one click on its button, after a search, and when printed.
const portions = async (browser) => {
  const page = await open(browser, longIndex);
  const out = [(await shown(page)).length];
  out.push(await page.$eval("#more", (button) => button.textContent));
  await page.click("#more");
  out.push((await shown(page)).length);
  await page.type("input[name=find]", "number 249");
  await page.waitForFunction(() => location.hash.includes("find="), { timeout: 5000 });
  out.push((await shown(page)).length);
  await page.click("button[type=reset]");
  await page.waitForFunction(() => !location.hash.includes("find="), { timeout: 5000 });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  out.push((await shown(page)).length);
  await page.close();
  return out;
};

tell({
  violations: (browser) => violations(browser, [index, argumentsPage]),
  portions,
  named: async (browser) => (await rows(browser, longIndex, "#r240")).includes("r240"),
  unscripted: async (browser) => (await rows(browser, longIndex, "", { script: false })).length,
  sorted: (browser) => rows(browser, index, "#sort=-first"),
  filtered: (browser) => rows(browser, index, "#show=revived"),
  unprinted: (browser) => unprinted(browser, argumentsPage),
});

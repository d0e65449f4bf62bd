// What all looks at a page in a headless Chromium share; a program gets the path of axe-core first and tells JSON.
const fs = require("fs");
const puppeteer = require("puppeteer-core");

const axe = fs.readFileSync(process.argv[2], "utf8");

const open = async (browser, file, { hash = "", width = 1200, scheme = "light", script = true } = {}) => {
  const page = await browser.newPage();
  page.complaints = [];
  page.on("console", (message) => page.complaints.push(message.text()));
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("request", (request) => request.url().startsWith("file:") || page.complaints.push(request.url()));
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(`file://${file}${hash}`);
  return page;
};

// What is wrong with some pages, light and dark, wide and narrow, with everything unfolded.
const violations = async (browser, files) => {
  const out = [];
  for (const file of files) {
    for (const scheme of ["light", "dark"]) {
      for (const width of [1200, 360]) {
        const page = await open(browser, file, { width, scheme });
        await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
        await page.evaluate(axe);
        const found = await page.evaluate(() => axe.run());
        for (const rule of found.violations) out.push(`${file} ${scheme} ${width}: ${rule.id} ${rule.nodes[0].html}`);
        out.push(...page.complaints);
        if ((await page.evaluate(() => document.documentElement.scrollWidth)) > width) out.push(`${file} is wider than ${width}`);
        await page.close();
      }
    }
  }
  return out;
};

// What is folded on the screen and would not be printed.
const unprinted = async (browser, file) => {
  const page = await open(browser, file);
  await page.emulateMediaType("print");
  const out = await page.evaluate(() =>
    Array.from(document.querySelectorAll("details > :not(summary)")).filter((one) => !one.checkVisibility()).map((one) => one.outerHTML));
  await page.close();
  return out;
};

// The class names of the rows that are shown, in their order.
const shown = (page, name = "className") =>
  page.evaluate((of) => Array.from(document.querySelectorAll(".row")).filter((row) => row.checkVisibility()).map((row) => row[of]), name);

// Opens a browser, has each part of a look taken, and tells all.
const tell = async (parts) => {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"];
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM, args });
  const out = {};
  for (const [name, part] of Object.entries(parts)) out[name] = await part(browser);
  await browser.close();
  console.log(JSON.stringify(out));
};

module.exports = { open, shown, tell, unprinted, violations };

// Looks at HTML reports in a headless Chromium and tells what it saw as JSON: node look.js AXE PAIR THREE LONG
const fs = require("fs");
const puppeteer = require("puppeteer-core");

const [axePath, pair, three, long] = process.argv.slice(2);
const axe = fs.readFileSync(axePath, "utf8");

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

const violations = async (browser) => {
  const out = [];
  for (const file of [pair, three]) {
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

const shown = (page) =>
  page.evaluate(() => Array.from(document.querySelectorAll(".row")).filter((row) => row.checkVisibility()).map((row) => row.className));

const classes = async (browser, hash, options = {}) => {
  const page = await open(browser, pair, { hash, ...options });
  const out = [...new Set(await shown(page))].sort();
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

// What a click on a line of the slope leads to, and whether that is unfolded.
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

// What is folded on the screen and would not be printed.
const unprinted = async (browser) => {
  const page = await open(browser, pair);
  await page.emulateMediaType("print");
  const out = await page.evaluate(() =>
    Array.from(document.querySelectorAll("details > :not(summary)")).filter((one) => !one.checkVisibility()).map((one) => one.outerHTML));
  await page.close();
  return out;
};

const found = async (browser) => {
  const page = await open(browser, pair);
  await page.type("input[name=find]", "SELF-determination");
  await page.waitForFunction(() => location.hash.includes("find="), { timeout: 5000 });
  const out = { hash: await page.evaluate(() => location.hash), rows: (await shown(page)).length };
  await page.close();
  return out;
};

// The longest layout, in milliseconds, while a long report is scrolled through.
const layout = async (browser) => {
  const page = await open(browser, long);
  await page.tracing.start({ categories: ["devtools.timeline"] });
  await page.evaluate(async () => {
    for (let at = 0; at < 300; at++) {
      scrollBy(0, 1200);
      await new Promise(requestAnimationFrame);
    }
  });
  const trace = JSON.parse(Buffer.from(await page.tracing.stop()).toString());
  await page.close();
  return Math.max(0, ...trace.traceEvents.filter((event) => event.name === "Layout").map((event) => (event.dur || 0) / 1000));
};

(async () => {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"];
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM, args });
  const out = {
    violations: await violations(browser),
    all: await classes(browser, ""),
    changed: await classes(browser, "#show=changed"),
    unscripted: await classes(browser, "#show=changed", { script: false }),
    opened: await opened(browser),
    clicked: await clicked(browser),
    unprinted: await unprinted(browser),
    found: await found(browser),
    layout: await layout(browser),
  };
  await browser.close();
  console.log(JSON.stringify(out));
})();

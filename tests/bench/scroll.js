// Scrolls through an HTML report: node scroll.js AXE REPORT
const { open, tell } = require("../browser.js");

const [report] = process.argv.slice(3);

// The longest layout, in milliseconds, while a long report is scrolled through.
const layout = async (browser) => {
  const page = await open(browser, report);
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

tell({ layout });

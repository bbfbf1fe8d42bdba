// Opens a page in a running browser, as somebody new, and tells what happens there, a line each. Each line of standard input is a
// page to go on to; the end of the input closes the page.
import {createInterface} from 'node:readline';
import {chromium} from 'playwright-core';

const [endpoint, url] = process.argv.slice(2);
const browser = await chromium.connect(endpoint);
try {
  const page = await browser.newPage();
  page.on('console', message => console.log(`console ${message.text()}`));
  page.on('pageerror', error => console.log(`pageerror ${error.message}`));
  page.on('request', request => console.log(`request ${request.method()} ${request.url()}`));
  page.on('requestfailed', request => console.log(`failed ${request.url()} ${request.failure().errorText}`));
  await page.goto(url);
  for await (const next of createInterface({input: process.stdin})) {
    await page.goto(next);
  }
} finally {
  await browser.close();
}

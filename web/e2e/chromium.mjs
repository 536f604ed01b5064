import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'

/** The browser that ships inside a package: nothing is downloaded. */
export async function launch() {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [
      // in one process the second context never gets anywhere
      ...chromium.args.filter((arg) => arg !== '--single-process'),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      // a microphone that hums, and is allowed
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      // a name that, unlike localhost, is secure over HTTPS only
      '--host-resolver-rules=MAP linli.test 127.0.0.1',
    ],
    headless: true,
  })
}

// Refreshes docs/pictures from the pictures that the journeys took: node e2e/pictures.mjs [FROM] [TO]
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { launch } from './chromium.mjs'

const LIMIT = 150_000
const CHOSEN = [
  'portal-home-375x812',
  'portal-home-1440x900',
  'portal-home-elder-375x812',
  'portal-report-what-375x812',
  'portal-report-check-375x812',
  'portal-report-done-375x812',
  'portal-track-375x812',
  'portal-danger-375x812',
  'field-tasks-375x812',
  'portal-guest-375x812',
  'portal-sign-up-375x812',
  'portal-report-where-375x812',
  'portal-report-about-375x812',
  'desk-list-1440x900',
  'desk-inspect-1440x900',
  'desk-disclosures-1440x900',
  'portal-home-mine-375x812',
  'field-visit-375x812',
  'desk-homes-1440x900',
]
const [from = '../platform/target/pictures', to = '../docs/pictures'] = process.argv.slice(2)

mkdirSync(to, { recursive: true })
for (const old of readdirSync(to)) rmSync(`${to}/${old}`)
const browser = await launch()
const page = await browser.newPage()
for (const name of CHOSEN) {
  const png = readFileSync(`${from}/${name}.png`)
  const fits = png.length <= LIMIT
  const picture = fits ? png : await smaller(png)
  const file = `${nameOf(name)}.${fits ? 'png' : 'jpg'}`
  if (picture.length > LIMIT) throw new Error(`${file} is ${picture.length} bytes`)
  writeFileSync(`${to}/${file}`, picture)
  console.log(`${file} ${Math.round(picture.length / 1000)} kB`)
}
await browser.close()

/** Without the size of the usual screen: the phone's for residents and grid workers, the large one for the desk. */
function nameOf(picture) {
  const [, name, width] = picture.match(/^(.+)-(\d+)x\d+$/)
  return name.startsWith('desk') || width === '375' ? name : `${name}-large`
}

async function smaller(png) {
  const encoded = await page.evaluate(
    async (address) => {
      const bitmap = await createImageBitmap(await (await fetch(address)).blob())
      const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height })
      canvas.getContext('2d').drawImage(bitmap, 0, 0)
      return canvas.toDataURL('image/jpeg', 0.8)
    },
    `data:image/png;base64,${png.toString('base64')}`,
  )
  return Buffer.from(encoded.split(',')[1], 'base64')
}

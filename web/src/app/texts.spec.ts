import { expect, it } from 'vitest'

type Text = { [key: string]: string | Text }
const bundles = import.meta.glob<Text>('../**/{zh-CN,en}.json', { eager: true, import: 'default' })
const sources = import.meta.glob<string>(['../**/*.{vue,ts}', '!../**/*.spec.ts', '!../testing/**', '!../api/schema.d.ts'], {
  eager: true,
  import: 'default',
  query: '?raw',
})
const chinese = /\p{Script=Han}/u

const folders = [...new Set(Object.keys(bundles).map((path) => path.replace(/[^/]+$/, '')))]
const moduleOf = (folder: string) => folder.split('/').at(-2) ?? ''
const texts = (folder: string, language: string) => flat(bundles[`${folder === './' ? './' : folder}${language}.json`] ?? {})

function flat(text: Text, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(text).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value]] : Object.entries(flat(value, `${prefix}${key}.`)),
    ),
  )
}

it('finds bundles and sources at all', () => {
  expect(folders.length).toBeGreaterThan(2)
  expect(Object.keys(sources).length).toBeGreaterThan(10)
})

it.each(folders)('%s says everything in both languages', (folder) => {
  const zh = texts(folder, 'zh-CN')
  const en = texts(folder, 'en')
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
  expect(Object.entries({ ...zh, ...en }).filter(([, value]) => !value.trim())).toEqual([])
})

it.each(folders)('%s names the same things in both languages', (folder) => {
  const zh = texts(folder, 'zh-CN')
  const en = texts(folder, 'en')
  const names = (text = '') => [...new Set(text.match(/\{\w+\}/g))].sort()
  for (const key of Object.keys(zh)) expect(names(en[key]), key).toEqual(names(zh[key]))
})

it.each(folders)('%s is English where it says so', (folder) => {
  // the switch names the other language in its own words
  const allowed = ['otherLanguage', 'otherLanguageLabel']
  expect(Object.entries(texts(folder, 'en')).filter(([key, value]) => chinese.test(value) && !allowed.includes(key))).toEqual([])
})

it('has no Chinese outside the bundles, comments aside', () => {
  const spoken = Object.entries(sources).filter(([, source]) =>
    chinese.test(source.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(?<=^|\s)\/\/.*$/gm, '')),
  )
  expect(spoken.map(([path]) => path)).toEqual([])
})

it('asks only for texts that exist', () => {
  const known = new Set(
    folders.flatMap((folder) => {
      const module = folder === './' ? 'app' : moduleOf(folder)
      return Object.keys(texts(folder, 'zh-CN')).map((key) => `${module}.${key}`)
    }),
  )
  const modules = new Set([...known].map((key) => key.split('.')[0]))
  const asked = Object.entries(sources).flatMap(([path, source]) =>
    [...source.matchAll(/'([a-z]\w*(?:\.\w+)+)'/g)]
      .map((match) => match[1] ?? '')
      .filter((key) => modules.has(key.split('.')[0] ?? ''))
      .map((key) => ({ path, key })),
  )
  expect(asked.length).toBeGreaterThan(10)
  expect(asked.filter(({ key }) => !known.has(key))).toEqual([])

  const begun = Object.values(sources).flatMap((source) => [...source.matchAll(/\bt\(\s*`([^$`]+)\$\{/g)].map((match) => match[1] ?? ''))
  expect(begun.length).toBeGreaterThan(3)
  expect(begun.filter((start) => ![...known].some((key) => key.startsWith(start)))).toEqual([])
})

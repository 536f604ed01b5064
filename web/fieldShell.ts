import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

const WORKER = 'field/worker.js'
/** Pages of other faces are reachable through the list of modules, and no business of the field. */
const ELSEWHERE = /\/(Cockpit|Desk|Portal)\w*\.vue$/

/** Tells the service worker of the field face which files are this version of it. */
export function fieldShell(): Plugin {
  return {
    name: 'linli-field-shell',
    apply: 'build',
    generateBundle(_, bundle) {
      const wanted = new Set<string>(['field/manifest.json', 'field/icon-192.png', 'field/icon-512.png'])
      const seen = new Set<string>()
      const follow = (name: string) => {
        const chunk = bundle[name]
        if (seen.has(name) || chunk?.type !== 'chunk') return
        seen.add(name)
        if (chunk.facadeModuleId && ELSEWHERE.test(chunk.facadeModuleId)) return
        if (Object.keys(chunk.modules).some((module) => module.includes('maplibre-gl'))) return // kept once a map was looked at
        wanted.add(name)
        const { importedCss = new Set<string>() } = chunk.viteMetadata ?? {}
        importedCss.forEach((sheet) => wanted.add(sheet))
        ;[...chunk.imports, ...chunk.dynamicImports].forEach(follow)
      }
      const entry = Object.values(bundle).find((chunk) => chunk.type === 'chunk' && chunk.isEntry && chunk.name === 'field')
      const worker = bundle[WORKER]
      if (!entry || worker?.type !== 'chunk') throw new Error('The field face or its worker is not in the bundle')
      follow(entry.fileName)
      const files = [...wanted].sort().map((name) => `/${name}`)
      // names carry the hash of their content
      const version = createHash('sha256').update(files.join()).update(worker.code).digest('hex').slice(0, 12)
      const shell = { version, files: ['/field/index.html', ...files] }
      worker.code = worker.code.replace('LINLI_SHELL', () => JSON.stringify(shell))
    },
  }
}

import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './imports.ts'

/** Names of XML vocabularies are no addresses: nothing is loaded from them. Localhost is the reader's own machine. */
const NO_ADDRESS = /^https?:\/\/(www\.w3\.org\/|localhost\b|127\.0\.0\.1\b|\[::1\])/
const ADDRESS = /\bhttps?:\/\/[^\s'"`)<>\\]+/g
const READ = /\.(ts|html|css|svg|json|webmanifest)$/

function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && READ.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

/** Comments may cite a specification. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}

test('the client names no address outside the court: court networks are closed', () => {
  const files = filesOf(join(ROOT, 'web')).filter((file) => !file.includes('/dist/') && !file.endsWith('.test.ts'))
  expect(files.length).toBeGreaterThan(0)
  const found = files.flatMap((file) =>
    [...withoutComments(readFileSync(file, 'utf8')).matchAll(ADDRESS)]
      .filter(([address]) => !NO_ADDRESS.test(address))
      .map(([address]) => `${relative(ROOT, file)}: ${address}`),
  )
  expect(found).toEqual([])
})

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mesonList, workerSchemas, workerSources } from './sources.ts'

const WORKER = join(import.meta.dirname, '../../../node_modules/mediasoup/worker')

test('a list is read with everything that is added to it, and nothing of other lists', () => {
  const text = `common_sources = [\n  'src/a.cpp', # why\n  'src/b.cpp',\n]\ntest_sources = ['t.cpp']\nif x\n  common_sources += [\n    'src/c.cpp',\n  ]\nendif\n`
  expect(mesonList(text, 'common_sources')).toEqual(['src/a.cpp', 'src/b.cpp', 'src/c.cpp'])
})

test('the installed media worker lists its sources and schemas, each of them in the package', () => {
  const sources = workerSources(WORKER)
  expect(sources).toContain('src/main.cpp')
  expect(sources).toContain('src/RTC/DtlsTransport.cpp')
  expect(sources.filter((file) => file.startsWith('deps/libwebrtc/')).length).toBeGreaterThan(20)
  expect(new Set(sources).size).toBe(sources.length)
  expect(workerSchemas(WORKER).length).toBeGreaterThan(20)
})

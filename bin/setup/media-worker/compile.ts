import { copyFileSync, mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { runTool } from '../run-tool.ts'
import { workerSchemas, workerSources } from './sources.ts'

const COMPAT = join(import.meta.dirname, 'compat')

const ABSEIL = ['absl_strings', 'absl_throw_delegate', 'absl_bad_optional_access', 'absl_raw_logging_internal']

/** Debian packages without which `compileWorker` cannot work. */
export const BUILD_PACKAGES = [
  'g++',
  'libssl-dev',
  'libuv1-dev',
  'libsrtp2-dev',
  'libabsl-dev',
  'libflatbuffers-dev',
  'flatbuffers-compiler',
]

/**
 * Compiles the worker from the unmodified sources inside the npm package against the distribution's libraries.
 * Objects go to `objectDir` and are thrown away by the caller; the stripped program is written to `output`.
 * @param progress called with (files done, files in all)
 * @throws Error with the compiler's own words when a file does not compile
 */
export async function compileWorker(
  workerDir: string,
  objectDir: string,
  output: string,
  progress: (done: number, total: number) => void,
): Promise<void> {
  const headers = join(objectDir, 'fbs')
  mkdirSync(join(headers, 'FBS'), { recursive: true })
  await runTool('flatc', [
    ...['--cpp', '--cpp-field-case-style', 'lower', '--reflect-names', '--scoped-enums', '--filename-suffix', ''],
    ...['-o', join(headers, 'FBS')],
    ...workerSchemas(workerDir),
  ])

  const sources = workerSources(workerDir)
  const base = compileFlags(workerDir, headers)
  const prelude = join(objectDir, 'prelude.h')
  copyFileSync(join(COMPAT, 'prelude.h'), prelude)
  await runTool('g++', [...base, '-x', 'c++-header', prelude, '-o', `${prelude}.gch`])
  const flags = [...base, '-include', prelude]
  const objects = sources.map((source) => join(objectDir, `${source}.o`))
  for (const object of objects) mkdirSync(dirname(object), { recursive: true })

  let next = 0
  let done = 0
  progress(0, sources.length)
  const compileRest = async (): Promise<void> => {
    while (next < sources.length) {
      const i = next++
      try {
        await runTool('g++', [...flags, '-c', join(workerDir, sources[i]!), '-o', objects[i]!])
      } catch (error) {
        next = sources.length
        throw error
      }
      progress(++done, sources.length)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, compileRest))
  await runTool('g++', [...objects, '-o', output, '-s', ...linkFlags()])
}

function compileFlags(workerDir: string, headers: string): string[] {
  const includes = [
    COMPAT,
    join(workerDir, 'include'),
    headers,
    join(workerDir, 'deps/libwebrtc'),
    join(workerDir, 'deps/libwebrtc/libwebrtc'),
  ]
  return [
    ...['-std=c++20', '-O3', '-DNDEBUG', '-pthread', '-w'],
    ...['-DMS_LITTLE_ENDIAN', '-DMS_EXECUTABLE', '-DFLATBUFFERS_LOCALE_INDEPENDENT=1'],
    ...includes.map((folder) => `-I${folder}`),
  ]
}

function linkFlags(): string[] {
  return [
    ...['-pthread', '-static-libstdc++', '-static-libgcc'],
    ...['-Wl,-Bstatic', '-lsrtp2', '-luv_a', '-lssl', '-lcrypto', ...ABSEIL.map((name) => `-l${name}`)],
    ...['-Wl,-Bdynamic', '-lnss3', '-lnspr4', '-ldl'],
  ]
}

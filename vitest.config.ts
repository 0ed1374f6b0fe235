import { defineConfig } from 'vitest/config'

/** Needs the media worker, a browser or a database: started for real. */
const real = { globalSetup: ['bin/setup/vitest-global.ts'], testTimeout: 60_000, hookTimeout: 120_000 }
/** Once more where two shared cores were too slow for a browser; what is wrong fails twice. */
const browsers = { retry: 1 }
/** Drives browsers or kills processes: one file at a time, so that two cores are enough. */
const alone = { fileParallelism: false, testTimeout: 180_000, hookTimeout: 180_000 }
const transform = { oxc: { decorator: { legacy: true } } }

export default defineConfig({
  test: {
    projects: [
      {
        ...transform,
        test: {
          name: 'unit',
          include: [
            '{core,sfu,signaling,docs-service,web,bin}/**/*.test.ts',
            'test/{architecture,harness,demo,bench}/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', 'web/dist/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { ...transform, test: { name: 'contract', include: ['test/contract/**/*.test.ts'], ...real } },
      { ...transform, test: { name: 'integration', include: ['test/integration/**/*.test.ts'], ...real, ...browsers } },
      { ...transform, test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], ...real, ...alone, ...browsers } },
      { ...transform, test: { name: 'chaos', include: ['test/chaos/**/*.test.ts'], ...real, ...alone } },
    ],
  },
})

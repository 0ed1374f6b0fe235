import { Counter } from 'prom-client'
import { expect, it } from 'vitest'
import { createMetrics } from './metrics.ts'

it('gives every caller a registry of its own, with the process figures', async () => {
  const [a, b] = [createMetrics(), createMetrics()]
  new Counter({ name: 'commands_total', help: 'Commands', registers: [a] }).inc()
  expect(await a.metrics()).toMatch(/commands_total 1[\s\S]*process_cpu|process_cpu[\s\S]*commands_total 1/)
  expect(await b.metrics()).not.toContain('commands_total')
})

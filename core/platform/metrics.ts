import { Registry, collectDefaultMetrics } from 'prom-client'

/** A Prometheus registry; pass it as `registers: [metrics]` to the counters and histograms of prom-client. */
export type Metrics = Registry

/** A registry of its own with the process figures (CPU, memory, event loop delay) in it. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return registry
}

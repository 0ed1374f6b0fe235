import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

/** What the operator sees of signaling at /metrics. Labels are closed lists: no names, no identifiers. */
export type Meters = ReturnType<typeof createMeters>

export function createMeters(registry: Registry) {
  const registers = [registry]
  return {
    connections: new Gauge({ name: 'tongting_connections', help: 'Open WebSockets after hello', registers }),
    closed: new Counter({ name: 'tongting_connections_closed_total', help: 'Closed WebSockets by reason', labelNames: ['reason'], registers }),
    refused: new Counter({ name: 'tongting_calls_refused_total', help: 'Calls answered with an error, by code', labelNames: ['code'], registers }),
    commands: new Counter({ name: 'tongting_commands_total', help: 'Commands carried out', registers }),
    commandSeconds: new Histogram({
      name: 'tongting_command_seconds', help: 'From entering the queue to the event being durable and published', registers,
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2],
    }),
    hosts: new Gauge({ name: 'tongting_streams_hosted', help: 'Streams this process owns at present, by law', labelNames: ['law'], registers }),
  }
}

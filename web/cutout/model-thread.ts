/** The model lies beside the client (web/public, copied into the build). */
export const MODEL_URL = '/models/selfie-landscape/model.json'

/** Starts the model's thread and gives the port to talk to it. `lost` is called when the thread itself breaks. */
export function startModelThread(urls: { modelUrl?: string }, lost: (reason: string) => void): { port: MessagePort; stop(): void } {
  const worker = new Worker(new URL('./segment/segment.worker.ts', import.meta.url), { type: 'module' })
  const channel = new MessageChannel()
  const absolute = (url: string) => new URL(url, location.href).href
  worker.onerror = (event) => lost(event.message || 'the model thread did not start')
  worker.postMessage({ port: channel.port1, modelUrl: absolute(urls.modelUrl ?? MODEL_URL) }, [channel.port1])
  return { port: channel.port2, stop: () => worker.terminate() }
}

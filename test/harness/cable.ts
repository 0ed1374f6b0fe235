import net from 'node:net'
import type { AddressInfo } from 'node:net'

/** A network cable between one browser and the court's port, which can be pulled out and put back. */
export class Cable {
  readonly #server: net.Server
  readonly #sockets = new Set<net.Socket>()
  #whole = true

  private constructor(targetPort: number) {
    this.#server = net.createServer((near) => {
      if (!this.#whole) return near.destroy()
      const far = net.connect(targetPort, '127.0.0.1')
      for (const [end, other] of [[near, far], [far, near]] as const) {
        this.#sockets.add(end)
        end.pipe(other)
        end.on('error', () => other.destroy())
        end.on('close', () => {
          this.#sockets.delete(end)
          other.destroy()
        })
      }
    })
  }

  static async to(targetUrl: string): Promise<Cable> {
    const cable = new Cable(Number(new URL(targetUrl).port))
    await new Promise<void>((resolve) => cable.#server.listen(0, '127.0.0.1', resolve))
    return cable
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`
  }

  /** Nothing passes any more, and nothing new gets through. */
  pull(): void {
    this.#whole = false
    for (const socket of this.#sockets) socket.destroy()
  }

  putBack(): void {
    this.#whole = true
  }

  close(): void {
    this.pull()
    this.#server.close()
  }
}

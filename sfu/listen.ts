import { networkInterfaces } from 'node:os'
import type { types } from 'mediasoup'
import type { SfuOptions } from './options.ts'

type Where = Pick<SfuOptions, 'listenHost' | 'announcedAddress'>

/** Enough for a key frame to a full courtroom at once; the kernel cuts it down to its own maximum. */
const SOCKET_BUFFER_BYTES = 4 * 1024 * 1024

/**
 * Sockets of one worker: UDP first, TCP for networks that let no UDP out. A wildcard address cannot be a candidate: it is
 * announced under the given name, or else every address of this machine is listened on by itself.
 */
export function listenInfos({ listenHost, announcedAddress }: Where, port: number): types.TransportListenInfo[] {
  const wildcard = listenHost === '0.0.0.0' || listenHost === '::'
  const addresses = wildcard && !announcedAddress ? machineAddresses(listenHost === '::') : [listenHost]
  return (['udp', 'tcp'] as const).flatMap((protocol) =>
    addresses.map((ip) => ({
      protocol, ip, port,
      ...(announcedAddress ? { announcedAddress } : {}),
      ...(protocol === 'udp' ? { sendBufferSize: SOCKET_BUFFER_BYTES, recvBufferSize: SOCKET_BUFFER_BYTES } : {}),
    })),
  )
}

/** Outward addresses; loopback only where there is no other (a machine off the network still holds a demo). */
export function machineAddresses(withIpv6: boolean, interfaces = networkInterfaces()): string[] {
  const all = Object.values(interfaces).flatMap((list) => list ?? [])
  const outward = all.filter((address) => !address.internal && (address.family === 'IPv4' || (withIpv6 && !address.address.startsWith('fe80'))))
  return outward.length > 0 ? [...new Set(outward.map((address) => address.address))] : ['127.0.0.1']
}

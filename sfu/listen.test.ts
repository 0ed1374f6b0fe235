import { describe, expect, it } from 'vitest'
import type { NetworkInterfaceInfo } from 'node:os'
import { listenInfos, machineAddresses } from './listen.ts'

const at = (address: string, family: 'IPv4' | 'IPv6', internal = false) =>
  ({ address, family, internal, netmask: '', mac: '', cidr: null, scopeid: 0 }) as NetworkInterfaceInfo

describe('where a worker listens', () => {
  it('has UDP before TCP on one port', () => {
    const infos = listenInfos({ listenHost: '10.0.0.1' }, 44_000)
    expect(infos.map(({ protocol, ip, port }) => [protocol, ip, port])).toEqual([['udp', '10.0.0.1', 44_000], ['tcp', '10.0.0.1', 44_000]])
  })

  it('announces another address only when told one, and then may listen on all', () => {
    expect(listenInfos({ listenHost: '0.0.0.0', announcedAddress: 'court.example' }, 1)).toMatchObject([
      { ip: '0.0.0.0', announcedAddress: 'court.example' }, { ip: '0.0.0.0', announcedAddress: 'court.example' },
    ])
    expect(listenInfos({ listenHost: '0.0.0.0' }, 1).some(({ ip }) => ip === '0.0.0.0')).toBe(false)
  })

  it('takes every outward address, and loopback only where there is no other', () => {
    const lo = [at('127.0.0.1', 'IPv4', true)]
    expect(machineAddresses(false, { lo })).toEqual(['127.0.0.1'])
    const eth = [at('192.0.2.1', 'IPv4'), at('2001:db8::1', 'IPv6'), at('fe80::1', 'IPv6')]
    expect(machineAddresses(false, { lo, eth })).toEqual(['192.0.2.1'])
    expect(machineAddresses(true, { lo, eth })).toEqual(['192.0.2.1', '2001:db8::1'])
  })
})

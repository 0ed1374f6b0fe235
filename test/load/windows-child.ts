/**
 * The whole platform as `npm start` composes it, with as many windows and clerks as the first argument says spread over the
 * seed's offices; tells its address and its clerks' accounts as one JSON line.
 */
import type { Catalogue, Staff, WindowDesk } from '#protocol/window/catalogue.ts'
import { loadConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { startCourt } from '../../bin/compose.ts'

const PASSWORD = 'load-0123456789'
const config = loadConfig(process.env)
const court = await startCourt(config, createLog(config.logLevel, undefined, process.stderr))
const { catalogues, windowDoors } = court.signaling.inside.windows.inside
const clerks = await widen(Number(process.argv[2]))
process.stdout.write(`${JSON.stringify({ windows: { url: court.url, pid: process.pid, clerks } })}\n`)
const leave = (): void => void court.stop().then(() => process.exit(0))
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, leave)
process.stdin.resume().once('end', leave)

/** So many windows more, each with its clerk who knows the office's departments; nothing where a start before has made them. */
async function widen(count: number): Promise<{ account: string; password: string; windowId: string; officeId: string }[]> {
  const catalogue = catalogues.current()
  const offices = catalogue.offices.slice(0, 6)
  const added = Array.from({ length: count }, (_, i) => {
    const office = offices[i % offices.length]
    if (!office) throw new Error('the seed has no offices')
    const window: WindowDesk = { windowId: `load-w${i}`, officeId: office.officeId, name: `${i + 1}号测试窗口` }
    const clerk: Staff = { personId: `load-clerk-${i}`, name: '测试员', role: 'remoteClerk', at: office.officeId, skills: office.departments, languages: ['zh-CN'] }
    return { window, clerk }
  })
  if (!catalogue.windows.some(({ windowId }) => windowId === 'load-w0')) {
    const supervisor = catalogue.staff.find(({ role }) => role === 'supervisor')
    if (!supervisor) throw new Error('the seed has no supervisor')
    const wider: Catalogue = { ...catalogue, windows: [...catalogue.windows, ...added.map(({ window }) => window)], staff: [...catalogue.staff, ...added.map(({ clerk }) => clerk)] }
    await catalogues.take(wider, { personId: supervisor.personId, role: 'supervisor', at: supervisor.at, centerId: null }, 'load-catalogue')
    for (const { clerk } of added) await windowDoors.employ(clerk.personId, PASSWORD, clerk.name, clerk.personId)
  }
  return added.map(({ window, clerk }) => ({ account: clerk.personId, password: PASSWORD, windowId: window.windowId, officeId: window.officeId }))
}

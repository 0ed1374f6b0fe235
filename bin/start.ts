import { createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { loadConfig } from '#platform/config.ts'
import type { Config } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import type { Log } from '#platform/log.ts'
import { ROLE_LABELS } from '#domain/hearing/labels/roles.ts'
import type { DemoCourt, DemoWindows } from '../signaling/index.ts'
import { startCourt } from './compose.ts'
import type { Court } from './compose.ts'
import { reachableAt } from './addresses.ts'
import { ensureMediaWorker } from './setup/media-worker/index.ts'
import { ensureWebBuild } from './setup/web-build.ts'
import { ensureUploadTools } from './setup/upload-tools.ts'
import { Steps } from './setup/steps.ts'

/** A signal comes twice when the terminal and npm both pass it on; a second one after this time means "at once". */
const SAME_SIGNAL_MS = 1500

/** `npm start`: sets up what is missing, opens the court and keeps it open until a signal. */
export async function run(_args: string[], root: string): Promise<number> {
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'))
  const config = loadConfig(process.env)
  const steps = new Steps()
  await steps.run('媒体进程 media worker', async (progress) => {
    const worker = await ensureMediaWorker(root, progress)
    return `${worker.way} ${worker.path}`
  })
  await steps.run('网页客户端 web client', async () => ((await ensureWebBuild(root)) ? 'built' : 'cached'))

  await steps.run('上传检查工具 upload checks', () => ensureUploadTools())

  const stopAsked = untilAskedToStop()
  const { log, file } = openLog(config)
  let court: Court | undefined
  await steps.run('数据库与各项服务 database and services', async () => {
    court = await startCourt(config, log)
    return 'ready'
  })
  if (court === undefined) return 1
  printAddresses(config, court, file)

  const reason = await stopAsked
  console.log(`\n正在停止 stopping (${reason}) …`)
  const started = performance.now()
  await court.stop()
  console.log(`已停止，数据均已保存 stopped, nothing lost (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  return 0
}

/** A person at a terminal reads the addresses; the log goes to a file. Anything else collects the log from stdout. */
function openLog(config: Config): { log: Log; file: string | null } {
  if (!process.stdout.isTTY) return { log: createLog(config.logLevel), file: null }
  mkdirSync(config.dataDir, { recursive: true })
  const file = join(config.dataDir, 'court.log')
  return { log: createLog(config.logLevel, undefined, createWriteStream(file, { flags: 'a' })), file }
}

function untilAskedToStop(): Promise<string> {
  let askedAt: number | null = null
  return new Promise((resolve) => {
    const ask = (reason: string): void => {
      if (askedAt === null) {
        askedAt = performance.now()
        resolve(reason)
      } else if (performance.now() - askedAt > SAME_SIGNAL_MS) {
        console.error('强制结束 ended at once')
        process.exit(130)
      }
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => ask(signal))
    // The process that started this one is gone: nobody is left who could stop it.
    process.on('disconnect', () => ask('parent process ended'))
    process.channel?.unref()
  })
}

function printAddresses(config: Config, court: Court, logFile: string | null): void {
  const [here = court.url, ...others] = reachableAt(config, court.url)
  const lines = ['', `同庭已就绪 Tongting is ready: ${here}`]
  if (others.length > 0) lines.push(`其他地址 also at: ${others.join('  ')}`)
  if (config.tls.kind === 'off' && others.length > 0) {
    lines.push('从其他电脑使用摄像头需要 HTTPS:设 TLS_SELF_SIGNED=1 或 TLS_CERT/TLS_KEY。 Cameras on other machines need HTTPS.')
  }
  if (court.demo.length > 0) {
    lines.push('', '演示庭审，每个链接一个角色（各在一个窗口中打开） Demo hearings, one link per role, each in a window of its own:')
    lines.push(...demoLines(court.demo, here))
  }
  if (court.demoWindows !== null) lines.push('', ...windowLines(court.demoWindows, here))
  if (logFile !== null) lines.push('', `日志 log: ${logFile}`)
  lines.push('', '按 Ctrl-C 停止。 Press Ctrl-C to stop.', '')
  console.log(lines.join('\n'))
}

function demoLines(demo: DemoCourt, here: string): string[] {
  const hearings = Map.groupBy(demo, (entry) => entry.hearingId)
  return [...hearings].flatMap(([hearingId, entries]) => [
    `  ${hearingId}`,
    ...entries.map((entry) => {
      const role = ROLE_LABELS[entry.role]
      const account = entry.account ? `  (账号 account ${entry.account} / ${entry.password ?? ''})` : ''
      return `    ${role.zh} ${role.en} · ${entry.name}  ${here}${entry.path}${account}`
    }),
  ])
}

/** One terminal of a centre, and one account of each kind that meets there. */
const SHOWN = [
  { role: 'remoteClerk', at: 'zj-pinghu-realty', zh: '属地窗口人员', en: 'clerk of the competent office' },
  { role: 'localClerk', at: 'c-lianshui', zh: '收件窗口人员', en: 'clerk at the centre' },
  { role: 'supervisor', at: 'zj-pinghu-realty', zh: '值班主管', en: 'supervisor' },
] as const

function windowLines({ kiosks, staff }: DemoWindows, here: string): string[] {
  const kiosk = kiosks.find(({ centerId }) => centerId === 'c-lianshui') ?? kiosks[0]
  const accounts = SHOWN.flatMap(({ role, at, zh, en }) => {
    const entry = staff.find((one) => one.role === role && one.at === at)
    return entry ? [`    ${zh} ${en} · ${entry.name} ${entry.place}  ${here}/window/desk  (账号 account ${entry.account} / ${entry.password})`] : []
  })
  return ['演示服务大厅，跨省通办虚拟窗口 Demo service hall:', ...(kiosk ? [`    自助终端 kiosk · ${kiosk.name}  ${here}${kiosk.path}`] : []), ...accounts]
}

import { spawn, spawnSync } from 'node:child_process'
import { AppError } from '#protocol/errors.ts'

/** Bounds of one run. Seconds of processor and of wall clock; bytes of memory and of any file written. */
export type Bounds = { cpuS: number; wallS: number; memoryBytes: number; fileBytes: number }
export type Run = {
  code: number | null
  stdout: Buffer
  stderr: string
  /** Ended by a bound: time, memory, or more output than allowed. */
  over: boolean
}
export type Tool = {
  command: string
  args: string[]
  bounds: Bounds
  cwd: string
  stdin?: Uint8Array
  /** Node reserves far more addresses than it uses: bounded by what it writes to, and kept under its own user. */
  node?: boolean
  /** Bytes of standard output that are kept; more ends the run. */
  most?: number
  /** Called with standard output as it comes, instead of keeping it. */
  onOutput?: (chunk: Buffer) => void
}

const NOBODY = 65_534
/** What the tools print when an allocation fails. */
const OUT_OF_MEMORY = /bad_alloc|out of memory|cannot allocate|memory allocation|std::length_error/i

/**
 * Runs foreign parsers on foreign files with nothing to win: no network, nobody's rights, no privileges to gain, an
 * empty environment, its own folder, and bounds on memory, processor, files and time.
 */
export class Cell {
  private readonly prefix: string[]
  private readonly asRoot: boolean

  private constructor(prefix: string[], asRoot: boolean) {
    this.prefix = prefix
    this.asRoot = asRoot
  }

  /** The strictest cell this machine can build; null where bounds cannot be set at all (no Linux, no util-linux). */
  static build(): Cell | null {
    if (process.platform !== 'linux') return null
    const works = (prefix: string[]) => spawnSync(prefix[0]!, [...prefix.slice(1), 'true'], { stdio: 'ignore' }).status === 0
    if (!works(['prlimit', '--core=0', '--'])) return null
    const root = process.getuid?.() === 0
    const network = root ? ['unshare', '--net', '--'] : ['unshare', '--user', '--map-root-user', '--net', '--']
    return new Cell(works(network) ? network : [], root)
  }

  /** Who the tools run as; files for them must belong to it. Null: the service's own user. */
  get user(): number | null {
    return this.asRoot ? NOBODY : null
  }

  async run(tool: Tool): Promise<Run> {
    const { bounds } = tool
    const lowered = this.asRoot && !tool.node
      ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--no-new-privs', '--bounding-set=-all', '--']
      : ['setpriv', '--no-new-privs', ...(this.asRoot ? ['--bounding-set=-all'] : []), '--']
    const line = [
      ...this.prefix, ...lowered,
      'prlimit', tool.node ? `--data=${bounds.memoryBytes}` : `--as=${bounds.memoryBytes}`, `--cpu=${bounds.cpuS}`,
      `--fsize=${bounds.fileBytes}`, '--nofile=64', '--core=0', '--',
      'nice', '-n', '10', tool.command, ...tool.args,
    ]
    const child = spawn(line[0]!, line.slice(1), { cwd: tool.cwd, env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LANG: 'C.UTF-8' }, detached: true })
    const kept: Buffer[] = []
    let length = 0
    let over = false
    let stderr = ''
    const kill = () => {
      over = true
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      } catch {
        child.kill('SIGKILL')
      }
    }
    const timer = setTimeout(kill, bounds.wallS * 1000)
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > (tool.most ?? 2 ** 20)) return kill()
      if (tool.onOutput) tool.onOutput(chunk)
      else kept.push(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      if (stderr.length < 8_000) stderr += chunk.toString('utf8')
    })
    // A tool that ends before it has read everything is no failure of ours.
    child.stdin.on('error', () => undefined)
    child.stdin.end(tool.stdin ?? '')
    try {
      const { code, signal } = await new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
        child.once('error', reject)
        child.once('close', (ended, by) => resolve({ code: ended, signal: by }))
      })
      // SIGXCPU 152, SIGKILL 137, SIGABRT 134, SIGTRAP 133 through the chain of wrappers.
      const stopped = signal !== null || [133, 134, 137, 139, 152, 153].includes(code ?? 0)
      return { code, stdout: Buffer.concat(kept), stderr, over: over || stopped || OUT_OF_MEMORY.test(stderr) }
    } catch (error) {
      throw new AppError('uploadUnavailable', { reason: error instanceof Error ? error.message : String(error) })
    } finally {
      clearTimeout(timer)
    }
  }
}

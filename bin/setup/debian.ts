import { spawnSync } from 'node:child_process'
import { SetupError } from './steps.ts'
import { runTool } from './run-tool.ts'

/** The packages of the list that are not installed; null on a machine without dpkg. */
export function missingPackages(names: string[]): string[] | null {
  const query = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Abbrev} ${binary:Package}\n', ...names], {
    encoding: 'utf8',
  })
  if (query.error) return null
  const installed = new Set(
    query.stdout
      .split('\n')
      .filter((line) => line.startsWith('ii'))
      .map((line) => line.slice(3).trim().split(':')[0]),
  )
  return names.filter((name) => !installed.has(name))
}

/** The installed version of a package, null when it is not installed or this is no Debian system. */
export function packageVersion(name: string): string | null {
  const query = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Abbrev}${Version}', name], { encoding: 'utf8' })
  return query.status === 0 && query.stdout.startsWith('ii') ? query.stdout.slice(2).trim() : null
}

/**
 * Makes sure that the distribution's packages are there; installs what is missing as root or by a password-free sudo.
 * @param purpose what they are for, in the message to the person
 * @returns the packages that were installed now
 * @throws SetupError naming the packages and the command when this machine cannot install them by itself
 */
export async function ensurePackages(names: string[], purpose: string): Promise<string[]> {
  const missing = missingPackages(names)
  if (missing === null) {
    throw new SetupError(
      `${purpose}:本机不是 Debian 系统，请自行安装以下软件的等价物。 This is no Debian system; ` +
        `please install the equivalents of: ${names.join(' ')}`,
    )
  }
  if (missing.length === 0) return []
  const prefix = administrator()
  if (prefix === null) {
    throw new SetupError(
      `${purpose}:缺少系统软件包，请管理员运行: Debian packages are missing; please have an administrator run:\n` +
        `  apt-get install --no-install-recommends ${missing.join(' ')}`,
    )
  }
  const apt = async (...args: string[]): Promise<string> => {
    const line = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-o', 'DPkg::Lock::Timeout=300', ...args]
    return await runTool(line[0]!, line.slice(1))
  }
  await apt('update', '-q')
  await apt('install', '-q', '-y', '--no-install-recommends', ...missing)
  return missing
}

/** What to put before a command to run it as administrator; null when that needs a password. */
function administrator(): string[] | null {
  if (process.getuid?.() === 0) return []
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null
}

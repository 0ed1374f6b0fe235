import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const ACCOUNT = 'postgres'
const OTHERS_MAY_ENTER = 0o001
const GROUP_MAY_ENTER = 0o010

/** How to start a program under the account that may run PostgreSQL, which refuses to run as root. */
export type RunAs = {
  /** Set when files have to be handed to that account. */
  owner: { uid: number; gid: number } | null
  command(program: string, args: string[]): { file: string; args: string[]; uid?: number; gid?: number }
}

/**
 * Ourselves for an ordinary user. For root the account `postgres`, made as a system account without a login where it
 * is missing. Where that account could not reach one of `paths` (a clone under /root), it is given the one capability
 * of passing closed folders instead of opening the folders to everybody.
 */
export async function runAs(paths: string[]): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { owner: null, command: (file, args) => ({ file, args }) }
  const owner = await serverAccount()
  const closed = (await Promise.all(paths.map((each) => mayReach(each, owner)))).includes(false)
  if (!closed) return { owner, command: (file, args) => ({ file, args, uid: owner.uid, gid: owner.gid }) }
  const switches = [
    `--reuid=${owner.uid}`,
    `--regid=${owner.gid}`,
    '--clear-groups',
    '--inh-caps=-all,+dac_override',
    '--ambient-caps=-all,+dac_override',
    // Else access(2), by which PostgreSQL looks for its own programs, would not count the capability.
    '--securebits=+no_setuid_fixup',
  ]
  return { owner, command: (file, args) => ({ file: 'setpriv', args: [...switches, '--', file, ...args] }) }
}

async function serverAccount(): Promise<{ uid: number; gid: number }> {
  const known = await ids(ACCOUNT)
  if (known !== null) return known
  const made = await run('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    ACCOUNT,
  ]).then(
    () => ids(ACCOUNT),
    () => null,
  )
  const found = made ?? (await ids('nobody'))
  if (found === null)
    throw new Error('PostgreSQL does not run as root, and no account "postgres" could be made: start as an ordinary user')
  return found
}

async function ids(account: string): Promise<{ uid: number; gid: number } | null> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map(async (which) => Number((await run('id', [which, account])).stdout)))
    return uid === undefined || gid === undefined ? null : { uid, gid }
  } catch {
    return null
  }
}

async function mayReach(target: string, who: { uid: number; gid: number }): Promise<boolean> {
  const folders: string[] = []
  for (let folder = path.dirname(path.resolve(target)); !folders.includes(folder); folder = path.dirname(folder))
    folders.push(folder)
  const open = await Promise.all(
    folders.map(async (folder) => {
      const entry = await stat(folder)
      if (entry.uid === who.uid) return true
      return (entry.mode & (entry.gid === who.gid ? GROUP_MAY_ENTER : OTHERS_MAY_ENTER)) !== 0
    }),
  )
  return !open.includes(false)
}

import { readFile, readdir } from 'node:fs/promises'

/**
 * CPU time in ms that a process and everything it started have used so far.
 * @throws Error where the system has no /proc/PID/stat
 */
export async function treeTime(root: number): Promise<number> {
  const stats = await Promise.all((await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(async (pid) => {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
    if (text === null) return null
    // The name in brackets may hold anything; fields are counted from behind it.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    // Clock ticks of 10 ms: utime and stime.
    return { pid: Number(pid), parent: Number(fields[1]), ms: (Number(fields[11]) + Number(fields[12])) * 10 }
  }))
  const processes = stats.filter((stat) => stat !== null)
  if (!processes.some(({ pid }) => pid === root)) throw new Error(`no process ${root}`)
  const family = new Set([root])
  for (let grown = true; grown; ) {
    grown = false
    for (const { pid, parent } of processes) {
      if (family.has(parent) && !family.has(pid)) {
        family.add(pid)
        grown = true
      }
    }
  }
  return processes.reduce((sum, { pid, ms }) => sum + (family.has(pid) ? ms : 0), 0)
}

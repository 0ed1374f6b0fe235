import { readFile, readdir } from 'node:fs/promises'

/**
 * CPU time in µs that each thread of a process has used so far (the kernel's scheduler statistics, in ns inside).
 * @throws Error where the system has no /proc/PID/task/TID/schedstat
 */
export async function threadTimes(pid: number): Promise<Map<string, number>> {
  const threads = await readdir(`/proc/${pid}/task`)
  const times = await Promise.all(threads.map(async (thread) => {
    const text = await readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => null)
    return text === null ? [] : [[thread, Number(text.split(' ')[0]) / 1000] as const]
  }))
  return new Map(times.flat())
}

/** CPU µs between two readings; a thread born in between counts from its birth. */
export function spent(before: Map<string, number>, after: Map<string, number>): number {
  let sum = 0
  for (const [thread, time] of after) sum += time - (before.get(thread) ?? 0)
  return sum
}

import { spawn } from 'node:child_process'

export interface ToolOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  /** The tool is killed and the call fails after this many milliseconds. */
  timeoutMs?: number
}

/**
 * Runs a program without a shell and without a terminal and gives back what it wrote.
 * @throws Error with the end of its output when it cannot be started, exits with another code than 0 or takes too long
 */
export async function runTool(program: string, args: string[], options: ToolOptions = {}): Promise<string> {
  return await new Promise<string>((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
    })
    let output = ''
    let stdout = ''
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
      output += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', (error) => reject(new Error(`${program}: ${error.message}`)))
    child.on('close', (code, signal) => {
      if (code === 0) resolve(stdout)
      else reject(new Error(`${program} ended with ${signal ?? code}: ${output.slice(-2000).trim()}`))
    })
  })
}

import { expect, test } from 'vitest'
import { Steps } from './steps.ts'

test('each step is printed with its number, name, outcome and duration', async () => {
  let out = ''
  const steps = new Steps(2, (text) => (out += text))
  await steps.run('媒体进程 media worker', () => Promise.resolve('cached'))
  await steps.run('网页客户端 web client', () => Promise.resolve('built'))
  expect(out).toMatch(/^\[2\] 媒体进程 media worker … cached \(\d+\.\d s\)\n\[3\] 网页客户端 web client … built \(\d+\.\d s\)\n$/)
})

test('a step that fails says so and passes its error on', async () => {
  let out = ''
  const steps = new Steps(2, (text) => (out += text))
  await expect(steps.run('浏览器', () => Promise.reject(new Error('offline')))).rejects.toThrow('offline')
  expect(out).toContain('[2] 浏览器 … 失败 failed')
})

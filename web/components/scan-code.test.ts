import { expect, test } from 'vitest'
import { codeIn } from './scan-code.ts'

test('the number is found in what people type, paste or scan', () => {
  const code = 'doc-0123456789abcdef0123'
  for (const text of [code, ` ${code} `, code.toUpperCase(), `https://court.example/verify/${code}`, `https://court.example/verify/${code}/?lang=en#x`, 'ｄｏｃ－0123456789abcdef0123', 'doc-0123 4567 89ab cdef 0123']) {
    expect(codeIn(text), text).toBe(code)
  }
})
test('anything else is no number', () => {
  for (const text of ['', 'doc-', 'hearing-1', '../../etc/passwd', 'javascript:alert(1)', 'doc-<script>', `doc-${'a'.repeat(80)}`]) expect(codeIn(text), text).toBeNull()
})

import { expect, test } from 'vitest'
import { paperShape } from '#domain/document/index.ts'
import { TemplateId } from '#protocol/papers/index.ts'
import { complete, emptyOf, tidy, valueAt, withValue } from './values.ts'

test('a place deep in a form is changed without touching what was there', () => {
  const before = { clauses: ['一', '二'], party: { name: '王' } }
  const after = withValue(withValue(before, ['clauses', 1], '三'), ['party', 'name'], '李')
  expect(after).toEqual({ clauses: ['一', '三'], party: { name: '李' } })
  expect(before.clauses[1]).toBe('二')
  expect(valueAt(after, ['clauses', 1])).toBe('三')
  expect(valueAt(after, ['party', 'nothing', 3])).toBeUndefined()
})

test('rows that say nothing are not sent, and texts are trimmed', () => {
  expect(tidy({ clauses: [' 一 ', '', '  '], items: [{ name: '', copies: 1 }, { name: '收条', copies: 1 }], agrees: false })).toEqual({ clauses: ['一'], items: [{ name: '收条', copies: 1 }], agrees: false })
})

test.each(TemplateId.options)('every field of %s has a form, a name in both languages, and something to begin with', (template) => {
  const shape = paperShape(template)
  expect(shape.length).toBeGreaterThan(4)
  const walk = (fields: ReturnType<typeof paperShape>): void => {
    for (const field of fields) {
      if (field.name !== '') expect([field.name, /[\u4e00-\u9fff]/.test(field.label.zh), field.label.en !== field.name]).toEqual([field.name, true, true])
      if (field.kind === 'group') walk(field.fields)
      if (field.kind === 'list') walk([field.item])
    }
  }
  walk(shape)
  expect(Object.keys(complete(shape, {}) as object)).toEqual(shape.map(({ name }) => name))
  expect(shape.map(emptyOf)).not.toContain(undefined)
})

import { describe, expect, it } from 'vitest'
import { CITIZEN, CLERK, LOCAL, Matter } from '#domain/window/case/testing/matter.ts'
import { everything } from '#domain/window/case/testing/diligent.ts'
import { courseOf } from './course.ts'
import { owedBy } from './owed.ts'

const kinds = (matter: Matter): string[] => owedBy(matter.state).map(({ kind }) => kind)

describe('what a citizen owes', () => {
  it('at home: everything missing is named before anything is received, then the form to be confirmed', () => {
    const matter = new Matter('fullOnline', { centre: null })
    const [first] = owedBy(matter.state)
    expect(first).toMatchObject({ kind: 'gather' })
    matter.fill()
    expect(owedBy(matter.state).find(({ kind }) => kind === 'gather')).toMatchObject({ fields: [] })
    expect(kinds(matter)).toContain('confirmForm')
    matter.confirm()
    expect(kinds(matter)).not.toContain('confirmForm')
  })

  it('at a centre nobody is asked to gather alone; what was told to be corrected comes first', () => {
    const matter = new Matter()
    expect(kinds(matter)).not.toContain('gather')
    matter.by(LOCAL, { type: 'receive' })
    matter.by(LOCAL, { type: 'tellCorrection', items: everything(matter.state), days: 3, exception: null })
    expect(kinds(matter)[0]).toBe('correct')
  })

  it('nothing once it is over', () => {
    const matter = new Matter()
    matter.by(LOCAL, { type: 'receive' })
    matter.by(CITIZEN, { type: 'withdraw', reason: '' })
    expect(kinds(matter)).toEqual([])
  })
})

describe('how far a case has come', () => {
  it('is one step now, the days of those past, and the forwarding only where there is a centre', () => {
    const matter = new Matter()
    matter.by(LOCAL, { type: 'receive' })
    const steps = courseOf(matter.state)
    expect(steps.map(({ name, is }) => [name, is])).toEqual([
      ['opened', 'past'], ['reviewing', 'now'], ['forwarding', 'ahead'], ['accepting', 'ahead'], ['examining', 'ahead'], ['decided', 'ahead'], ['completed', 'ahead'], ['closed', 'ahead'],
    ])
    expect(steps[0]?.day).toBe('2026-11-16')
    expect(steps.filter(({ is, day }) => is === 'ahead' && day !== null)).toEqual([])
    expect(courseOf(new Matter('fullOnline', { centre: null }).state).map(({ name }) => name)).not.toContain('forwarding')
  })

  it('stands where it stood while a correction is awaited', () => {
    const matter = new Matter()
    matter.by(LOCAL, { type: 'receive' })
    matter.by(LOCAL, { type: 'tellCorrection', items: everything(matter.state), days: 3, exception: null })
    expect(matter.state.status).toBe('correcting')
    expect(courseOf(matter.state).find(({ is }) => is === 'now')?.name).toBe('reviewing')
  })

  it('leaves out what an early end never came to', () => {
    const matter = new Matter('fullOnline', { centre: null })
    matter.by(CLERK, { type: 'receive' })
    matter.by(CITIZEN, { type: 'withdraw', reason: '' })
    expect(courseOf(matter.state).map(({ name, is }) => [name, is])).toEqual([['opened', 'past'], ['reviewing', 'past'], ['closed', 'past']])
  })
})

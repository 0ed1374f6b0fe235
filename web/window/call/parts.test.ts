import { describe, expect, test } from 'vitest'
import { CITIZEN, CLERK, COLLEAGUE, HELPER, LOCAL, SIGNER, talking } from '#domain/window/session/testing/call.ts'
import type { Call } from '#domain/window/session/testing/call.ts'
import { companyOf, droppedOf, presenterOf, seatsOf } from './company.ts'
import { turnedBy, turnedSize } from './still.ts'
import { callTasks, capturesOf, isAsked } from './tasks.ts'

const tasksOf = (call: Call, personId: string): string[] => callTasks(call.state, call.state.people[personId]!).map((task) =>
  task.what === 'capture' || task.what === 'small' ? `${task.what} ${task.capture.materialId ?? task.capture.kind}` : task.what === 'form' ? `form ${task.missing}` : task.what)

describe('what is to be done now', () => {
  test('the citizen: number, photographs, form, then the confirmation', () => {
    const call = talking()
    call.by(CLERK, { type: 'askCapture', kind: 'identityCard', materialId: null, note: '' })
    expect(tasksOf(call, 'citizen')).toEqual(['number', 'capture identityCard', 'form 3'])
    const later = talking()
    later.fill()
    expect(tasksOf(later, 'citizen')).toEqual(['number'])
    later.identify()
    expect(tasksOf(later, 'citizen')).toEqual(['confirm'])
    later.by(CITIZEN, { type: 'confirmForm', digest: later.digest() })
    expect(tasksOf(later, 'citizen')).toEqual([])
  })

  test('the helper takes what is asked for, the clerk decides when everything lies there', () => {
    const call = talking()
    call.by(CITIZEN, { type: 'enterIdentityNumber', number: '320826199003070112' })
    call.capture('identityCard')
    call.by(CLERK, { type: 'askCapture', kind: 'liveFace', materialId: null, note: '' })
    expect(tasksOf(call, 'helper')).toEqual(['capture liveFace'])
    expect(tasksOf(call, 'clerk')).toEqual([])
    call.system({ type: 'noteStill', captureId: call.state.captures.at(-1)!.captureId, by: 'citizen', still: { fileId: 'f9', sha256: 'b'.repeat(64), pages: 1, widthPx: 1280, heightPx: 960 } })
    expect(tasksOf(call, 'clerk')).toEqual(['decide'])
  })

  test('W-3.15 a paper that is hardly readable is told to the clerk until it is asked for again or a better one has come', () => {
    const call = talking()
    call.identify()
    const still = (widthPx: number) => {
      call.by(CLERK, { type: 'askCapture', kind: 'material', materialId: 'deed', note: '' })
      call.system({ type: 'noteStill', captureId: call.state.captures.at(-1)!.captureId, by: 'helper', still: { fileId: `f${widthPx}`, sha256: 'b'.repeat(64), pages: 1, widthPx, heightPx: 600 } })
    }
    still(800)
    expect(tasksOf(call, 'clerk')).toEqual(['small deed'])
    call.by(CLERK, { type: 'askCapture', kind: 'material', materialId: 'deed', note: '' })
    expect(isAsked(call.state, { kind: 'material', materialId: 'deed' })).toBe(true)
    expect(tasksOf(call, 'clerk')).toEqual([])
    call.by(CLERK, { type: 'withdrawCapture', captureId: call.state.captures.at(-1)!.captureId, reason: '' })
    still(3000)
    expect(tasksOf(call, 'clerk')).toEqual([])
    expect(capturesOf(call.state, { kind: 'material', materialId: 'deed' }).map(({ status }) => status)).toEqual(['taken', 'taken'])
  })

  test('nothing once the call is over', () => {
    const call = talking()
    call.by(CLERK, { type: 'end', outcome: 'done', note: '' })
    expect(tasksOf(call, 'citizen')).toEqual([])
  })
})

describe('who sits where', () => {
  test('each has a chair of their own, the clerk in charge behind the counter', () => {
    const call = talking()
    call.admit(LOCAL)
    call.admit(COLLEAGUE)
    call.by(CLERK, { type: 'askInterpreter', language: 'csl' })
    call.admit(SIGNER)
    expect(seatsOf(call.state)).toEqual({ citizen: 'citizen-1', clerk: 'window-1', helper: 'helper', local: 'citizen-2', colleague: 'window-2', signer: 'interpreter' })
    expect(companyOf(call.state)[0]?.personId).toBe('citizen')
  })

  test('whoever has lost the line is told to the others, not whoever has never come, nor the clerk who has a line of their own', () => {
    const call = talking()
    call.admit(COLLEAGUE)
    call.drop(HELPER)
    call.drop(CLERK)
    expect(droppedOf(call.state, 'citizen').map(({ personId }) => personId)).toEqual(['helper'])
    expect(droppedOf(call.state, 'helper')).toEqual([])
  })

  test('of two who show something the citizen goes before', () => {
    const call = talking()
    expect(presenterOf(call.state)).toBeUndefined()
    call.by(CLERK, { type: 'setPresentation', on: true, kind: 'screen' })
    expect(presenterOf(call.state)?.personId).toBe('clerk')
    call.by(CITIZEN, { type: 'setPresentation', on: true, kind: 'document' })
    expect(presenterOf(call.state)?.personId).toBe('citizen')
  })
})

test('a picture turned four times is as it was', () => {
  expect(turnedSize(4000, 3000, turnedBy(0, 90))).toEqual({ width: 3000, height: 4000 })
  expect(turnedBy(0, -90)).toBe(270)
  expect([1, 2, 3, 4].reduce<0 | 90 | 180 | 270>((turn) => turnedBy(turn, 90), 0)).toBe(0)
})

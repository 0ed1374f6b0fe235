import { describe, expect, test } from 'vitest'
import { actionOf } from './keys.ts'

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  ({ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, isComposing: false, defaultPrevented: false, ...more }) as KeyboardEvent
const element = (of: object): EventTarget => of as EventTarget
const page = element({ localName: 'main' })

describe('one key, one act', () => {
  test('the letters on the buttons, small or capital', () => {
    expect(['n', 'N', 'r', 'p', 'h', 't', 'e'].map((key) => actionOf(press(key), [page], false)))
      .toEqual(['next', 'next', 'recall', 'noShow', 'hold', 'transfer', 'end'])
  })

  test('other keys do nothing', () => {
    expect(['a', 'Enter', ' ', 'Escape', 'ArrowDown'].map((key) => actionOf(press(key), [page], false))).toEqual([null, null, null, null, null])
  })

  test('whoever types is left alone, also inside a component', () => {
    const typing = [
      { localName: 'input', type: 'text' }, { localName: 'input', type: 'search' }, { localName: 'textarea' }, { localName: 'select' },
      { localName: 'div', isContentEditable: true }, { localName: 'canvas', role: 'application' },
    ]
    for (const target of typing) expect(actionOf(press('n'), [element(target), element({ localName: 'tt-window-call' }), page], false)).toBeNull()
  })

  test('a ticked box or a button in focus does not take the letters', () => {
    expect(actionOf(press('n'), [element({ localName: 'input', type: 'checkbox' }), page], false)).toBe('next')
    expect(actionOf(press('r'), [element({ localName: 'button', type: 'button' }), page], false)).toBe('recall')
  })

  test('not with a modifier, held down, in an input method, or over a dialog', () => {
    for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { repeat: true }, { isComposing: true }, { defaultPrevented: true }]) {
      expect(actionOf(press('n', more), [page], false)).toBeNull()
    }
    expect(actionOf(press('n'), [page], true)).toBeNull()
  })
})

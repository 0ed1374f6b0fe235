/** What a clerk does with one key; the letter stands on the button. */
export const DESK_KEYS = { next: 'N', recall: 'R', noShow: 'P', hold: 'H', transfer: 'T', end: 'E' } as const
export type DeskAction = keyof typeof DESK_KEYS

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'isComposing' | 'defaultPrevented'>

/**
 * The action a pressed key stands for, or null: never with a modifier, held down, in the midst of an input method, or
 * while somebody types.
 * @param path the event's composed path, innermost first
 */
export function actionOf(pressed: Pressed, path: readonly EventTarget[], dialogOpen: boolean): DeskAction | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.repeat || pressed.isComposing || pressed.defaultPrevented) return null
  if (dialogOpen || path.some(takesLetters)) return null
  const letter = pressed.key.toUpperCase()
  return (Object.keys(DESK_KEYS) as DeskAction[]).find((action) => DESK_KEYS[action] === letter) ?? null
}

/** Kinds of input in which a letter means nothing. */
const LETTERLESS = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit']

function takesLetters(target: EventTarget): boolean {
  const { localName, type, isContentEditable, role } = target as Partial<HTMLInputElement>
  if (isContentEditable || role === 'textbox' || role === 'application') return true
  if (localName === 'textarea' || localName === 'select') return true
  return localName === 'input' && !LETTERLESS.includes(type ?? 'text')
}

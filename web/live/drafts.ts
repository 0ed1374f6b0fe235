/** Fields in which the reader has typed on this page. */
const touched = new Set<WeakRef<HTMLInputElement | HTMLTextAreaElement>>()
const known = new WeakSet<EventTarget>()

const isText = (target: EventTarget | undefined): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !['password', 'checkbox', 'radio', 'file', 'range', 'search'].includes(target.type))

// Shadow roots hide the field from `target`; the path shows it.
addEventListener('input', (event) => {
  const field = event.composedPath()[0]
  if (!isText(field) || known.has(field)) return
  known.add(field)
  touched.add(new WeakRef(field))
}, { capture: true })

/** Whether text that the reader has typed still stands in the page. What was sent is cleared from its field, or is there after a reload. */
export function isDraftAtHand(): boolean {
  for (const each of touched) {
    const field = each.deref()
    if (field?.isConnected && field.value.trim() !== '') return true
    if (!field) touched.delete(each)
  }
  return false
}

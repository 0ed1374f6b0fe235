export const TABS_OF_A_CASE = ['materials', 'form', 'papers', 'course'] as const
export type CaseTab = (typeof TABS_OF_A_CASE)[number]

/** Arrow keys go from tab to tab, as a screen reader announces them. */
export function tabKeys(event: KeyboardEvent): void {
  const tabs = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role="tab"]')]
  const at = tabs.indexOf(event.target as HTMLElement)
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key]
  if (at < 0 || to === undefined) return
  event.preventDefault()
  const tab = tabs[(to + tabs.length) % tabs.length]
  tab?.click()
  tab?.focus()
}

import { css } from 'lit'

/** How somebody likes to see and hear the windows: 长辈模式, strong contrast, read aloud. */
export type Comfort = { large: boolean; contrast: boolean; voice: boolean }

const STORED = 'tongting.comfort'
const PLAIN: Comfort = { large: false, contrast: false, voice: false }

/** Fires `change` when one of them is switched. */
export const comfortEvents = new EventTarget()

let current: Comfort = readStored()

export const comfort = (): Readonly<Comfort> => current

export function setComfort(change: Partial<Comfort>): void {
  current = { ...current, ...change }
  try {
    localStorage.setItem(STORED, JSON.stringify(current))
  } catch {
    // A browser that forbids storage still switches for this page.
  }
  dress()
  comfortEvents.dispatchEvent(new Event('change'))
}

/** As a screen stands when nobody has chosen anything. */
export const plainComfort = (): void => setComfort(PLAIN)

function readStored(): Comfort {
  try {
    const stored = JSON.parse(localStorage.getItem(STORED) ?? '{}') as Partial<Record<keyof Comfort, unknown>>
    return { large: stored.large === true, contrast: stored.contrast === true, voice: stored.voice === true }
  } catch {
    return PLAIN
  }
}

/**
 * Everything in the client is measured in rem, so larger type is one rule. At a kiosk nothing is smaller than 24 px, read
 * at arm's length by people who stand.
 */
const DRESS = css`
  :root[data-large] { font-size: 22px; --size-s: 0.95rem; --control: 3rem; }
  :root[data-kiosk] { font-size: 26px; --size-s: 1rem; --size-xl: 1.35rem; --size-xxl: 1.7rem; --control: 3rem; }
  :root[data-kiosk][data-large] { font-size: 33px; --size-xxl: 1.5rem; --control: 2.9rem; }
  :root[data-contrast] {
    --paper: #fff; --paper-raised: #fff; --paper-sunk: #fff; --line: #000; --line-strong: #000; --text: #000; --text-soft: #000;
    --ink-950: #000; --ink-900: #000; --ink-850: #000; --ink-800: #000; --ink-700: #1a1a1a; --ink-600: #1a1a1a; --ink-text: #fff; --ink-text-soft: #fff; --ink-line: #fff;
    --gold: #ffd75e; --gold-deep: #000; --red: #8a0000; --red-soft: #fff; --green: #00401f; --green-soft: #fff; --amber: #5c3300; --amber-soft: #fff; --blue: #00205c; --blue-soft: #fff;
    --shadow: none;
  }
  @media (max-width: 700px) { :root[data-kiosk] { font-size: 22px; } :root[data-large] { font-size: 20px; } :root[data-kiosk][data-large] { font-size: 24px; } }
`

let isKioskPage = false
/** @param on whether the page now shown is one that people stand before */
export function dressKiosk(on: boolean): void {
  isKioskPage = on
  dress()
}

let sheet: CSSStyleSheet | null | undefined
function dress(): void {
  if (sheet === undefined) {
    sheet = DRESS.styleSheet ?? null
    if (sheet) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  }
  const { dataset } = document.documentElement
  for (const [name, on] of [['large', current.large], ['contrast', current.contrast], ['kiosk', isKioskPage]] as const) {
    if (on) dataset[name] = ''
    else delete dataset[name]
  }
}

/** Only the windows are dressed so: the court keeps its own look. */
export function undress(): void {
  const { dataset } = document.documentElement
  for (const name of ['large', 'contrast', 'kiosk']) delete dataset[name]
}
export { dress }

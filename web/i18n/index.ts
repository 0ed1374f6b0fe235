import { common } from './words/common.ts'
import { entrance } from './words/entrance.ts'
import { deviceTest } from './words/device-test.ts'
import { courtroom } from './words/courtroom.ts'
import { acts } from './words/acts.ts'
import { signing } from './words/signing.ts'
import { papers } from './words/papers.ts'
import { files } from './words/files.ts'
import { verify } from './words/verify.ts'
import { windowBoard } from './words/window-board.ts'
import { windowCase } from './words/window-case.ts'
import { windowDesk } from './words/window-desk.ts'
import { windowCall } from './words/window-call.ts'
import { windowMatters } from './words/window-matters.ts'
import { windowPublic } from './words/window-public.ts'

/** Each entry holds 中文 and English side by side, so that neither can be forgotten. `{name}` is filled in by `t`. */
export type Words = Record<string, readonly [zh: string, en: string]>
export type Language = 'zh' | 'en'

const WORDS = { ...common, ...entrance, ...deviceTest, ...courtroom, ...acts, ...signing, ...papers, ...files, ...verify, ...windowCall, ...windowDesk, ...windowCase, ...windowBoard, ...windowPublic, ...windowMatters } as const satisfies Words
export type WordKey = keyof typeof WORDS

const STORED = 'tongting.language'
const TAGS: Record<Language, string> = { zh: 'zh-CN', en: 'en' }

let current: Language = readStored()
document.documentElement.lang = TAGS[current]

/** Fires `change` when the reader chooses the other language. */
export const languageEvents = new EventTarget()

export const language = (): Language => current

export function setLanguage(next: Language): void {
  if (next === current) return
  current = next
  try {
    localStorage.setItem(STORED, next)
  } catch {
    // A browser that forbids storage still switches for this page.
  }
  document.documentElement.lang = TAGS[next]
  languageEvents.dispatchEvent(new Event('change'))
}

/** The words for `key` in the language now chosen. */
export function t(key: WordKey, params: Record<string, string | number> = {}): string {
  return fill(WORDS[key][current === 'zh' ? 0 : 1], params)
}

export const fill = (sentence: string, params: Record<string, string | number>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))

/** Names of persons and such in a row, as the language joins them. */
export const joined = (names: string[]): string => names.join(current === 'zh' ? '、' : ', ')

/** The legal time of every court in China, wherever the reader's device stands. */
const COURT_TIME = 'Asia/Shanghai'

/** Time of day, e.g. 09:41; with seconds where a record needs them. */
export const clockTime = (instant: string | number, seconds = false): string =>
  new Intl.DateTimeFormat(TAGS[current], {
    hour: '2-digit', minute: '2-digit', ...(seconds ? { second: '2-digit' as const } : {}), hourCycle: 'h23', timeZone: COURT_TIME,
  }).format(new Date(instant))

/** Date and time as people write them; text that is no date is shown as it is. */
export function dateTime(text: string): string {
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) return text
  return new Intl.DateTimeFormat(TAGS[current], {
    year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: COURT_TIME,
  }).format(date)
}

/** The court's calendar day of an instant, for "today"; empty when the text is no date. */
export function courtDay(instant: string | number): string {
  const date = new Date(instant)
  return Number.isNaN(date.getTime()) ? '' : new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: COURT_TIME }).format(date)
}

function readStored(): Language {
  const asked = new URLSearchParams(location.search).get('lang')
  if (asked === 'en' || asked === 'zh') return asked
  try {
    const stored = localStorage.getItem(STORED)
    if (stored === 'en' || stored === 'zh') return stored
  } catch {
    // Fall through to the court's own language.
  }
  return 'zh'
}

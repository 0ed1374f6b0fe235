import type { SessionState } from '#domain/window/session/state.ts'
import { phaseOf } from '#domain/window/session/index.ts'

/** The steps of a talk, in order; a phrase belongs to one. */
export const PHRASE_STEPS = ['greet', 'identity', 'papers', 'form', 'correction', 'sign', 'wait', 'close'] as const
export type PhraseStep = (typeof PHRASE_STEPS)[number]
export type Phrase = { id: string; step: PhraseStep; text: string }

/** What one says a hundred times a day; in Chinese, for that is what is spoken, to be changed in one's own copy. */
const DEFAULTS: Record<PhraseStep, readonly string[]> = {
  greet: ['您好，这里是跨省通办远程窗口，请问您要办理什么事项？', '能听清我说话吗？如听不清，请身旁的帮办人员调整音量。'],
  identity: ['请出示身份证原件，放在高拍仪下，并正对摄像头。', '身份已核验，现在为您开始办理。'],
  papers: ['请把{item}的材料逐份放到高拍仪下，我来采集。', '这一页不够清晰，请放平后再拍一次。', '这份材料可以后补，您愿意承诺补齐日期吗？'],
  form: ['请您看屏幕上的表单，我们一起填写。', '如需要我代填，请点“请工作人员代填”。', '请逐项核对，确认无误后点“确认表单”。'],
  correction: ['需要补正的材料已一次性列出，请在期限内补齐，不用再跑一趟。'],
  sign: ['请阅读屏幕上的文书，读到末尾后在签名板上签名。'],
  wait: ['请稍等，我需要核实一下，大约两分钟。', '谢谢等候，我们继续。'],
  close: ['您的材料已收件，回执会发到您的办件页面。', '请在您的屏幕上对本次服务作出评价，祝您一切顺利。'],
}

export const defaultPhrases = (): Phrase[] =>
  PHRASE_STEPS.flatMap((step) => DEFAULTS[step].map((text, n) => ({ id: `${step}-${n}`, step, text })))

const STORED = 'tongting.window.phrases'
export const PHRASE_MOST = 200
const MOST = 100

/** One's own phrases, kept on this device only; null where there are none or they cannot be read. */
export function storedPhrases(storage: Pick<Storage, 'getItem'>): Phrase[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(STORED) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isPhrase).slice(0, MOST) : []
  } catch {
    return []
  }
}

function isPhrase(value: unknown): value is Phrase {
  if (typeof value !== 'object' || value === null) return false
  const { id, step, text } = value as Partial<Phrase>
  return typeof id === 'string' && PHRASE_STEPS.some((one) => one === step) && typeof text === 'string' && text.trim() !== '' && text.length <= PHRASE_MOST
}

/** @returns false where this browser keeps nothing */
export function storePhrases(storage: Pick<Storage, 'setItem'>, phrases: readonly Phrase[]): boolean {
  try {
    storage.setItem(STORED, JSON.stringify(phrases.slice(0, MOST)))
    return true
  } catch {
    return false
  }
}

/** What is talked about now, so that its phrases lie on top. */
export function stepOf(view: SessionState | null): PhraseStep {
  if (view === null || view.startedAt === null) return 'greet'
  if (view.ended !== null) return 'close'
  if (phaseOf(view) === 'onHold') return 'wait'
  if (view.identity.status !== 'confirmed') return 'identity'
  if (view.papers.some(({ signedAt }) => signedAt === null)) return 'sign'
  const wanted = view.item.materials.filter(({ required }) => required)
  const taken = new Set(view.captures.flatMap(({ materialId, status }) => (status === 'taken' && materialId !== null ? [materialId] : [])))
  if (wanted.some(({ materialId }) => !taken.has(materialId))) return 'papers'
  if (view.item.form.length > 0 && view.form.confirmed === null) return 'form'
  return 'close'
}

/** A phrase with its places filled, e.g. `{item}`. */
export const spoken = (text: string, places: Record<string, string>): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => places[name] ?? whole)

import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { TemplateId } from '#protocol/papers/index.ts'
import { WORDING } from './sentences.ts'

export { WORDING } from './sentences.ts'

export type Wording = { [T in TemplateId]: Record<keyof (typeof WORDING)[T], string> }
/** Standing sentence `key` of a paper, its placeholders filled. */
export type Say<T extends TemplateId> = (key: keyof (typeof WORDING)[T] & string, values?: Record<string, string | number>) => string

/** A court's wording cannot be used; one line for each fault: file, key, rule. */
export class WordingError extends Error {
  override readonly name = 'WordingError'
}

const PLACEHOLDER = /\{([^{}]*)\}/g
const placeholders = (text: string): string[] => [...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? '')
/** Most characters of a sentence, and of a paper's name. */
const MOST = 1000
const MOST_TITLE = 30

/**
 * The product's wording with the court's own sentences in place of those it gives.
 * @param folder holds ID.json files, each an object of sentences; one that does not exist holds none
 * @throws WordingError naming file, key and rule of everything that is wrong
 */
export function readWording(folder: string): Wording {
  const wording = structuredClone(WORDING) as Wording
  const faults: string[] = []
  for (const file of listed(folder)) {
    const template = TemplateId.safeParse(file.slice(0, -'.json'.length))
    if (!template.success) {
      faults.push(`${join(folder, file)}: 没有这种文书，文件名应为下列之一 no such paper, the file must be named one of: ${TemplateId.options.join(', ')}`)
      continue
    }
    const own: Record<string, string> = wording[template.data]
    for (const [key, text] of Object.entries(parsed(join(folder, file), faults))) {
      const fault = faultOf(own, WORDING[template.data], key, text)
      if (fault) faults.push(`${join(folder, file)}: ${key}: ${fault}`)
      else own[key] = text as string
    }
  }
  if (faults.length > 0) throw new WordingError(`文书措辞文件有误 faults in the wording of papers\n${faults.join('\n')}`)
  return wording
}

function faultOf(own: Record<string, string>, product: Record<string, string>, key: string, text: unknown): string | null {
  if (!Object.hasOwn(own, key)) return `没有此语句 no such sentence; one of: ${Object.keys(own).join(', ')}`
  if (typeof text !== 'string' || text.trim() === '') return '应当是非空文字 must be text'
  const most = key === 'title' ? MOST_TITLE : MOST
  if ([...text].length > most) return `不得超过${most}字 at most ${most} characters`
  if (/[\p{Cf}\p{Co}\p{Cs}]|(?!\n)\p{Cc}/u.test(text) || (key === 'title' && text.includes('\n'))) return '含有不允许的字符 forbidden characters'
  const known = placeholders(product[key] ?? '')
  const strange = placeholders(text).find((name) => !known.includes(name))
  const allowed = known.length === 0 ? '（无 none）' : known.map((name) => `{${name}}`).join(' ')
  if (strange !== undefined) return `没有占位符{${strange}} unknown placeholder; allowed: ${allowed}`
  // What a placeholder carries — a date, an amount, a name — may not silently vanish from the paper.
  const lost = known.find((name) => !placeholders(text).includes(name))
  if (lost !== undefined) return `缺少占位符{${lost}} this placeholder must stay`
  return /[{}]/.test(text.replaceAll(PLACEHOLDER, '')) ? '花括号不成对 a brace stands alone' : null
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.json')).sort()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

function parsed(path: string, faults: string[]): Record<string, unknown> {
  try {
    const data: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return { ...data }
    faults.push(`${path}: 应当是 JSON 对象 must be a JSON object`)
  } catch (error) {
    faults.push(`${path}: 不是有效的 JSON not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  return {}
}

/** Speaks for one paper. A value is never read for placeholders itself. */
export function sayFor<T extends TemplateId>(wording: Wording, template: T): Say<T> {
  const own: Record<string, string> = wording[template]
  return (key, values = {}) => (own[key] ?? '').replace(PLACEHOLDER, (_, name: string) => String(values[name] ?? ''))
}

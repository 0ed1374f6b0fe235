import { dictOf, objectOf, type PdfFile } from '../pdf/document.ts'
import { isDict, isRef, ref, write, type PdfDict } from '../pdf/objects.ts'

/**
 * What a signing revision may change: one field (/V and /AP added) and the catalog (/Perms with the first signature,
 * /DSS). Everything else must be new objects. @throws Error saying in Chinese what else was changed
 */
export function checkRevision(file: PdfFile, index: number, fieldNum: number): void {
  const revision = file.revisions[index]
  const before = file.revisions[index - 1]
  const size = before?.trailer.get('Size')
  if (!revision || !before || typeof size !== 'number') throw new Error('签名不在增量修订中')
  const root = revision.trailer.get('Root')
  if (!isRef(root) || root.num !== file.root) throw new Error('修订更换了文档目录')
  for (const num of revision.entries.keys()) {
    if (num >= size) continue
    if (num === fieldNum) checkKeys(file, index, num, ['V', 'AP'], '签名域')
    else if (num === file.root) checkKeys(file, index, num, index === 1 ? ['Perms', 'DSS'] : ['DSS'], '文档目录')
    else throw new Error(`修订改动了既有对象 ${num}`)
  }
  if (index === 1) checkPermissions(file)
}

function checkKeys(file: PdfFile, index: number, num: number, added: string[], what: string): void {
  const [old, now] = [objectOf(file, num, index - 1), objectOf(file, num, index)]
  if (!isDict(old) || !isDict(now)) throw new Error(`${what}已损坏`)
  if (added.some((key) => old.has(key) && write(old.get(key) ?? null) !== write(now.get(key) ?? null))) throw new Error(`${what}的既有内容被改动`)
  if (write(without(old, added)) !== write(without(now, added))) throw new Error(`${what}被改动`)
}

/** The first signature certifies the paper: filling in signatures is all that may follow (DocMDP P=2). */
function checkPermissions(file: PdfFile): void {
  const signature = dictOf(file, dictOf(file, dictOf(file, ref(file.root), 1).get('Perms'), 1).get('DocMDP'), 1)
  const references = signature.get('Reference')
  const certified = Array.isArray(references) && references.some((one) => {
    const params = isDict(one) ? one.get('TransformParams') : null
    return isDict(params) && params.get('P') === 2
  })
  if (!certified) throw new Error('首个签名未限定文档许可')
}

const without = (dict: PdfDict, keys: string[]): PdfDict => new Map([...dict].filter(([key]) => !keys.includes(key)))

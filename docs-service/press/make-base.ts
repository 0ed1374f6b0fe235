import { createHash } from 'node:crypto'
import { PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString, type PDFPage, type PDFRef } from 'pdf-lib'
import { SEAM_FLAGS, seamField } from '../pdf/seam.ts'
import { embedFace, stream, type EmbeddedFace } from '../pdf/embed-face.ts'
import { faceFor, faceOf, glyphIdOf, type FaceId } from '../typeset/fonts.ts'
import { layOut } from '../typeset/layout.ts'
import { PAGE } from '../typeset/page-size.ts'
import { SEAL_FIELD } from '../templates/parts.ts'
import { n } from './vector.ts'
import type { PaperPlan } from '../typeset/blocks.ts'
import type { Code, FieldPlace, Page, TextRun } from '../typeset/page.ts'

/** Six letters and a plus: the mark of a subset font; fixed per face, so that the same paper gives the same names. */
const SUBSET_TAGS: Record<FaceId, string> = { serif: 'TTSERA', serifBold: 'TTSERB', sans: 'TTSANA' }
/**
 * The paper before anybody signs: text with embedded subset fonts, and one empty signature field for every expected
 * signature, each with its lock. @throws AppError glyphMissing
 */
export async function makeBase(plan: PaperPlan, at: Date): Promise<{ bytes: Uint8Array; pages: number }> {
  const layout = layOut(plan)
  const pdf = await PDFDocument.create()
  describe(pdf, plan, at)
  const fonts = new Map<FaceId, EmbeddedFace>()
  const fontOf = (id: FaceId): EmbeddedFace => {
    const known = fonts.get(id)
    if (known) return known
    const face = faceOf(id)
    const font = embedFace(pdf, face.outlines, `${SUBSET_TAGS[id]}+${face.postscriptName}`, glyphIdOf(id))
    fonts.set(id, font)
    return font
  }
  const pages = layout.pages.map((content) => drawPage(pdf, content, fontOf))
  for (const font of fonts.values()) font.close()
  addFields(pdf, pages, layout.fields)
  return { bytes: await pdf.save({ useObjectStreams: false, updateFieldAppearances: false, objectsPerTick: Number.POSITIVE_INFINITY }), pages: pages.length }
}

function drawPage(pdf: PDFDocument, content: Page, fontOf: (id: FaceId) => EmbeddedFace): PDFPage {
  const page = pdf.addPage([PAGE.width, PAGE.height])
  const keys = new Map<FaceId, string>()
  const keyOf = (id: FaceId): string => {
    const known = keys.get(id)
    if (known) return known
    const key = `F${keys.size + 1}`
    page.node.setFontDictionary(PDFName.of(key), fontOf(id).ref)
    keys.set(id, key)
    return key
  }
  const rules = content.rules.map(({ x, y, width, height = 0 }) => `q 0.6 w 0.35 G ${n(x)} ${n(y)} m ${n(x + width)} ${n(y + height)} l S Q\n`)
  const texts = content.texts.map((run) => textOperators(run, fontOf, keyOf))
  page.node.addContentStream(stream(pdf, Buffer.from([...rules, ...texts, content.code ? squareCode(content.code) : ''].join(''), 'latin1')))
  return page
}

/** Dark modules as bars, one for each run of neighbours. */
function squareCode({ x, y, size, modules }: Code): string {
  const side = size / modules.length
  let bars = ''
  modules.forEach((row, r) => {
    for (let from = 0; from < row.length; from++) {
      if (!row[from]) continue
      let to = from
      while (row[to + 1]) to++
      bars += `${n(x + from * side)} ${n(y + size - (r + 1) * side)} ${n((to - from + 1) * side)} ${n(side)} re\n`
      from = to
    }
  })
  return `q 0 g\n${bars}f Q\n`
}

/** One run, split where a character needs another face; each part starts where the one before ended. */
function textOperators(run: TextRun, fontOf: (id: FaceId) => EmbeddedFace, keyOf: (id: FaceId) => string): string {
  const colour = run.red ? '0.72 0.1 0.1 rg' : `${n(run.grey ?? 0)} g`
  let out = `BT ${colour} ${fine(run.spacing)} Tc 1 0 0 1 ${fine(run.x)} ${fine(run.y)} Tm`
  let part = ''
  let face: FaceId | null = null
  const flush = (): void => {
    if (face && part !== '') out += ` /${keyOf(face)} ${n(run.size)} Tf <${fontOf(face).encode(part)}> Tj`
    part = ''
  }
  for (const character of run.text) {
    const needed = faceFor(character, run.face)
    if (needed !== face) flush()
    face = needed
    part += character
  }
  flush()
  return `${out} ET\n`
}

/** Three decimals: spacing adds up over a line. */
const fine = (value: number): string => String(Math.round(value * 1000) / 1000)

function addFields(pdf: PDFDocument, pages: PDFPage[], places: FieldPlace[]): void {
  const { context, catalog } = pdf
  const rounded = (rect: FieldPlace['rect']) => rect.map((value) => PDFNumber.of(Math.round(value * 100) / 100))
  const place = (page: number, rect: FieldPlace['rect'], more: object): PDFRef => {
    const sheet = pages[page]
    if (!sheet) throw new Error('a field is on no page')
    const widget = context.register(context.obj({ Type: 'Annot', Subtype: 'Widget', F: 4, P: sheet.ref, Rect: rounded(rect), ...more }))
    sheet.node.addAnnot(widget)
    return widget
  }
  const refs: PDFRef[] = places.flatMap(({ field, page, rect, seams = [] }) => {
    const own = {
      FT: 'Sig', T: PDFString.of(field),
      // The court's seal comes last and closes everything; each other signature closes its own field, also where no seal follows.
      Lock: field === SEAL_FIELD ? { Type: 'SigFieldLock', Action: 'All' } : { Type: 'SigFieldLock', Action: 'Include', Fields: [PDFString.of(field)] },
    }
    return [place(page, rect, own), ...seams.map((seam, strip) => place(seam.page, seam.rect, { FT: 'Btn', Ff: SEAM_FLAGS, T: PDFString.of(seamField(field, strip + 1)) }))]
  })
  // SigFlags 3 (signatures exist, append only) from the start: no later revision has to touch the form.
  catalog.set(PDFName.of('AcroForm'), context.register(context.obj({ Fields: refs, SigFlags: 3 })))
}

function describe(pdf: PDFDocument, plan: PaperPlan, at: Date): void {
  pdf.setTitle(plan.title, { showInWindowTitleBar: true })
  pdf.setLanguage('zh-CN')
  pdf.setProducer('Tongting docs-service')
  pdf.setCreator('Tongting')
  pdf.setCreationDate(at)
  pdf.setModificationDate(at)
  const id = PDFHexString.of(createHash('sha256').update(JSON.stringify(plan)).update(at.toISOString()).digest('hex').slice(0, 32))
  pdf.context.trailerInfo.ID = pdf.context.obj([id, id])
}

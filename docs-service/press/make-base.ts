import { createHash } from 'node:crypto'
import {
  PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString, beginText, endText, popGraphicsState, pushGraphicsState, rgb, setCharacterSpacing,
  setFillingColor, setFontAndSize, setLineWidth, setStrokingColor, setTextMatrix, showText, moveTo, lineTo, stroke,
  type PDFFont, type PDFOperator, type PDFPage, type PDFRef,
} from 'pdf-lib'
import { FACE_IDS, faceFor, faceOf, type FaceId } from '../typeset/fonts.ts'
import { layOut, type Page, type TextRun } from '../typeset/layout.ts'
import { PAGE } from '../typeset/page-size.ts'
import type { FieldPlace, PaperPlan } from '../typeset/blocks.ts'

/** Six letters and a plus: the mark of a subset font; fixed per face, so that the same paper gives the same names. */
const SUBSET_TAGS: Record<FaceId, string> = { serif: 'TTSERA', serifBold: 'TTSERB', sans: 'TTSANA' }
/** One glyph per character, always: a ligature would be read back as something else. */
const NO_FEATURES = { liga: false, clig: false, calt: false, ccmp: false, kern: false, chws: false, locl: false, rlig: false }

/**
 * The paper before anybody signs: text with embedded subset fonts, and one empty signature field for every expected
 * signature, each with its lock. @throws AppError glyphMissing
 */
export async function makeBase(plan: PaperPlan, at: Date): Promise<{ bytes: Uint8Array; pages: number }> {
  const layout = layOut(plan)
  const pdf = await PDFDocument.create()
  pdf.registerFontkit({ create: (data: Uint8Array) => faceOf(FACE_IDS.find((id) => faceOf(id).file === data) ?? 'serif').font })
  describe(pdf, plan, at)
  const fonts = new Map<FaceId, PDFFont>()
  for (const id of new Set(layout.pages.flatMap((page) => page.texts.flatMap(({ text, face }) => [...text].map((c) => faceFor(c, face)))))) {
    const face = faceOf(id)
    fonts.set(id, await pdf.embedFont(face.file, { subset: true, customName: `${SUBSET_TAGS[id]}+${face.postscriptName}`, features: NO_FEATURES }))
  }
  const pages = layout.pages.map((content) => drawPage(pdf.addPage([PAGE.width, PAGE.height]), content, fonts))
  addFields(pdf, pages, layout.fields)
  return { bytes: await pdf.save({ useObjectStreams: false, updateFieldAppearances: false }), pages: pages.length }
}

function drawPage(page: PDFPage, content: Page, fonts: Map<FaceId, PDFFont>): PDFPage {
  const keys = new Map<FaceId, PDFName>()
  const keyOf = (id: FaceId, font: PDFFont): PDFName => {
    const key = keys.get(id) ?? page.node.newFontDictionary(font.name, font.ref)
    keys.set(id, key)
    return key
  }
  for (const { x, y, width } of content.rules) {
    page.pushOperators(pushGraphicsState(), setLineWidth(0.6), setStrokingColor(rgb(0.35, 0.35, 0.35)), moveTo(x, y), lineTo(x + width, y), stroke(), popGraphicsState())
  }
  for (const run of content.texts) page.pushOperators(...textOperators(run, fonts, keyOf))
  return page
}

/** One run, split where a character needs another face; each part starts where the one before ended. */
function textOperators(run: TextRun, fonts: Map<FaceId, PDFFont>, keyOf: (id: FaceId, font: PDFFont) => PDFName): PDFOperator[] {
  const colour = run.red ? rgb(0.72, 0.1, 0.1) : rgb(run.grey ?? 0, run.grey ?? 0, run.grey ?? 0)
  const operators = [pushGraphicsState(), beginText(), setFillingColor(colour), setCharacterSpacing(run.spacing), setTextMatrix(1, 0, 0, 1, run.x, run.y)]
  let part = ''
  let face: FaceId | null = null
  const flush = (): void => {
    const font = face && fonts.get(face)
    if (face && font && part !== '') operators.push(setFontAndSize(keyOf(face, font), run.size), showText(font.encodeText(part)))
    part = ''
  }
  for (const character of run.text) {
    const needed = faceFor(character, run.face)
    if (needed !== face) flush()
    face = needed
    part += character
  }
  flush()
  return [...operators, endText(), popGraphicsState()]
}

function addFields(pdf: PDFDocument, pages: PDFPage[], places: FieldPlace[]): void {
  const { context, catalog } = pdf
  const refs: PDFRef[] = places.map(({ field, page, rect }, i) => {
    const sheet = pages[page]
    if (!sheet) throw new Error(`field ${field} is on no page`)
    const last = i === places.length - 1
    const widget = context.register(
      context.obj({
        Type: 'Annot', Subtype: 'Widget', FT: 'Sig', T: PDFString.of(field), F: 4, P: sheet.ref,
        Rect: rect.map((value) => PDFNumber.of(Math.round(value * 100) / 100)),
        // The last signature, the court's seal, closes everything; each other one closes its own field.
        Lock: last ? { Type: 'SigFieldLock', Action: 'All' } : { Type: 'SigFieldLock', Action: 'Include', Fields: [PDFString.of(field)] },
      }),
    )
    sheet.node.addAnnot(widget)
    return widget
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

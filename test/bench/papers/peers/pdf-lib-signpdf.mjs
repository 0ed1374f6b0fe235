// pdf-lib 1.17 makes the paper, @signpdf signs it: an RSA key from a PKCS#12 file, no time stamp, one key for everybody.
import { readFileSync } from 'node:fs'
import fontkit from '@pdf-lib/fontkit'
import { plainAddPlaceholder } from '@signpdf/placeholder-plain'
import { P12Signer } from '@signpdf/signer-p12'
import signpdf from '@signpdf/signpdf'
import { PDFDocument } from 'pdf-lib'
import { fontFiles, job, measure, pagesOf } from './common.mjs'

const p12 = readFileSync(job.p12)
// Parsed once per process, as on our side.
const parsed = new Map(Object.values(fontFiles).map((file) => [file, fontkit.create(file)]))
const kit = { create: (file) => parsed.get(file) ?? fontkit.create(file) }

await measure(async (number) => {
  const pdf = await PDFDocument.create()
  pdf.registerFontkit(kit)
  const fonts = {}
  for (const [face, file] of Object.entries(fontFiles)) fonts[face] = await pdf.embedFont(file, { subset: true })
  for (const { texts } of pagesOf(number)) {
    const page = pdf.addPage([595.28, 841.89])
    for (const { x, y, size, face, text } of texts) page.drawText(text, { x, y, size, font: fonts[face] })
  }
  let bytes = Buffer.from(await pdf.save({ useObjectStreams: false, objectsPerTick: Infinity }))
  for (let i = 0; i < 3; i++) {
    bytes = plainAddPlaceholder({ pdfBuffer: bytes, reason: 'agreement', contactInfo: '', name: 'signer', location: '', signatureLength: 4096, widgetRect: [200, 100, 400, 160] })
    bytes = await (signpdf.default ?? signpdf).sign(bytes, new P12Signer(p12, { passphrase: 'bench' }), new Date())
  }
  return bytes
})

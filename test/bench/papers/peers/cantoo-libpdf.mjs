// @cantoo/pdf-lib makes the paper, @libpdf/core signs it: PAdES B-B with an ECDSA key, no time stamp, one key for everybody.
import { readFileSync } from 'node:fs'
import * as fontkit from '@cantoo/fontkit'
import { PDFDocument } from '@cantoo/pdf-lib'
import { CryptoKeySigner, PDF } from '@libpdf/core'
import { fontFiles, job, measure, pagesOf } from './common.mjs'

const parsed = new Map(Object.values(fontFiles).map((file) => [file, fontkit.create(file)]))
const kit = { create: (file) => parsed.get(file) ?? fontkit.create(file) }
const key = await crypto.subtle.importKey('pkcs8', readFileSync(job.ecKey), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
const signer = new CryptoKeySigner(key, readFileSync(job.ecCertificate), 'EC', 'ECDSA', [])

await measure(async (number) => {
  const document = await PDFDocument.create()
  document.registerFontkit(kit)
  const fonts = {}
  for (const [face, file] of Object.entries(fontFiles)) fonts[face] = await document.embedFont(file, { subset: true })
  for (const { texts } of pagesOf(number)) {
    const page = document.addPage([595.28, 841.89])
    for (const { x, y, size, face, text } of texts) page.drawText(text, { x, y, size, font: fonts[face] })
  }
  let bytes = await document.save({ useObjectStreams: false, objectsPerTick: Infinity })
  for (let i = 0; i < 3; i++) {
    const pdf = await PDF.load(bytes)
    ;({ bytes } = await pdf.sign({ signer, reason: 'agreement', fieldName: `signature-${i + 1}`, level: 'B-B' }))
  }
  return bytes
})

import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

/** A PDF from bare objects: `bodies[i]` is object i + 1, object 1 the catalog. Offsets are right, so nothing needs repair. */
export function pdfOf(bodies: (string | Buffer)[], extra = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const offsets: number[] = []
  let at = parts[0]!.length
  bodies.forEach((body, i) => {
    offsets.push(at)
    const piece = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), typeof body === 'string' ? Buffer.from(body, 'latin1') : body, Buffer.from('\nendobj\n')])
    parts.push(piece)
    at += piece.length
  })
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const id = createHash('md5').update(Buffer.concat(parts)).digest('hex')
  parts.push(Buffer.from(`xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${bodies.length + 1} /Root 1 0 R /ID [<${id}> <${id}>] ${extra}>>\nstartxref\n${at}\n%%EOF\n`))
  return Buffer.concat(parts)
}

const stream = (data: Buffer, dict: string): Buffer => Buffer.concat([Buffer.from(`<< ${dict} /Length ${data.length} >>\nstream\n`), data, Buffer.from('\nendstream')])
const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
const TEXT = Buffer.from('BT /F1 24 Tf 72 700 Td (Evidence) Tj ET')

/** An honest paper of so many pages. `catalog` and `page` are added to these dictionaries, `more` behind the objects. */
export function paper({ pages = 1, catalog = '', page = '', content = stream(TEXT, ''), box = '0 0 595 842', more = [] }:
{ pages?: number; catalog?: string; page?: string; content?: Buffer; box?: string; more?: (string | Buffer)[] } = {}): Buffer {
  const first = 5
  const kids = Array.from({ length: pages }, (_, i) => `${first + i} 0 R`).join(' ')
  return pdfOf([
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`,
    FONT, content,
    ...Array.from({ length: pages }, () => `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> ${page} >>`),
    ...more,
  ])
}
/** Number of the first object of `more` in a paper of one page. */
const MORE = 6

/** A few thousand bytes that unfold, Flate in Flate, to four gigabytes of page content. */
export function doubleFlateBomb(): Buffer {
  const inner = deflateSync(Buffer.alloc(256 * 2 ** 20, 0x20), { level: 9 })
  const many = Buffer.concat(Array.from({ length: 16 }, () => inner))
  return paper({ content: stream(deflateSync(many, { level: 9 }), '/Filter [/FlateDecode /FlateDecode]') })
}

/** The same trick in the place where objects themselves are read from. */
export function objectStreamBomb(): Buffer {
  const inner = deflateSync(Buffer.concat([Buffer.from('9 0 '), Buffer.alloc(1024 * 2 ** 20, 0x20)]), { level: 9 })
  return inObjectStream(stream(deflateSync(inner, { level: 9 }), '/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]'))
}

/** A paper whose object 6 is this object stream and whose page needs object 9 out of it; found through a cross-reference stream. */
function inObjectStream(objects: Buffer): Buffer {
  const base = paper({ page: '/Needed 9 0 R', more: [objects] }).toString('latin1')
  const body = Buffer.from(base.slice(0, base.lastIndexOf('xref\n0 ')), 'latin1')
  const offset = (n: number): number => body.indexOf(`\n${n} 0 obj\n`, 0, 'latin1') + 1
  const entry = (type: number, value: number): Buffer => {
    const row = Buffer.alloc(6)
    row[0] = type
    row.writeUInt32BE(value, 1)
    return row
  }
  const rows = [entry(0, 0), ...[1, 2, 3, 4, 5, 6].map((n) => entry(1, offset(n))), entry(0, 0), entry(1, body.length), entry(2, MORE)]
  const table = stream(Buffer.concat(rows), '/Type /XRef /Size 10 /W [1 4 1] /Root 1 0 R')
  return Buffer.concat([body, Buffer.from('8 0 obj\n'), table, Buffer.from(`\nendobj\nstartxref\n${body.length}\n%%EOF\n`)])
}

/** One file of every kind that must not come in, with the code it is refused by. */
export const HOSTILE: { name: string; code: string; bytes: () => Buffer }[] = [
  { name: 'a script in the catalog', code: 'uploadActiveContent', bytes: () => paper({ catalog: '/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert\\(1\\)) >>] >> >>' }) },
  { name: 'a script with a disguised name', code: 'uploadActiveContent', bytes: () => paper({ more: ['<< /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>'], catalog: `/X ${MORE} 0 R` }) },
  { name: 'an action on opening', code: 'uploadActiveContent', bytes: () => paper({ catalog: '/OpenAction [5 0 R /Fit]' }) },
  { name: 'an additional action of a page', code: 'uploadActiveContent', bytes: () => paper({ page: '/AA << /O << /S /Named /N /Print >> >>' }) },
  { name: 'a program to be started', code: 'uploadActiveContent', bytes: () => paper({ page: `/Annots [${MORE} 0 R]`, more: ['<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (cmd.exe) >> >>'] }) },
  { name: 'an embedded file', code: 'uploadActiveContent', bytes: () => paper({ catalog: `/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a) /EF << /F ${MORE} 0 R >> >>] >> >>`, more: [stream(Buffer.from('x'), '/Type /EmbeddedFile')] }) },
  { name: 'rich media', code: 'uploadActiveContent', bytes: () => paper({ page: `/Annots [${MORE} 0 R]`, more: ['<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>'] }) },
  { name: 'an XFA form', code: 'uploadActiveContent', bytes: () => paper({ catalog: `/AcroForm << /Fields [] /XFA ${MORE} 0 R >>`, more: [stream(Buffer.from('<xdp/>'), '')] }) },
  { name: 'fifty-one pages', code: 'uploadTooManyPages', bytes: () => paper({ pages: 51 }) },
  { name: 'a page as large as a house', code: 'uploadPageTooLarge', bytes: () => paper({ box: '0 0 14000 14000' }) },
  { name: 'a file broken off', code: 'uploadDamaged', bytes: () => paper().subarray(0, -90) },
  { name: 'a cross-reference table that needs repair', code: 'uploadDamaged', bytes: () => Buffer.from(paper().toString('latin1').replace(/^(\d{10}) 00000 n/m, '0000000003 00000 n'), 'latin1') },
  { name: 'a PDF behind something else', code: 'uploadDamaged', bytes: () => Buffer.concat([Buffer.from('GIF89a; '), paper()]) },
  { name: 'encrypted', code: 'uploadEncrypted', bytes: encrypted },
  { name: 'Flate in Flate', code: 'uploadOverLimits', bytes: doubleFlateBomb },
  { name: 'a bomb of objects', code: 'uploadOverLimits', bytes: objectStreamBomb },
  { name: 'SVG by the name of a picture', code: 'uploadTypeRefused', bytes: () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>') },
  { name: 'a ZIP', code: 'uploadTypeRefused', bytes: () => Buffer.from('504b0304140000000800', 'hex') },
  { name: 'a picture that claims a million pixels a side', code: 'uploadPageTooLarge', bytes: () => png(1_000_000, 1_000_000, Buffer.alloc(9)) },
  { name: 'a picture of rubbish', code: 'uploadDamaged', bytes: () => png(40, 40, Buffer.from('no pixels at all')) },
]

/** Password-protected, standard handler, with keys that open nothing. */
function encrypted(): Buffer {
  const secret = `<${'ab'.repeat(32)}>`
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
  ], `/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O ${secret} /U ${secret} >> `)
}

/** A PNG with this header over whatever data. */
export function png(width: number, height: number, data: Buffer): Buffer {
  const chunk = (type: string, body: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type), body])
    const around = Buffer.alloc(8)
    around.writeUInt32BE(body.length, 0)
    around.writeUInt32BE(crc32(named), 4)
    return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

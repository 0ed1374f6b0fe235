/** The part of the Barcode Detection API that is used here; not every browser has it. */
type Detector = new (options: { formats: string[] }) => { detect(image: ImageBitmapSource): Promise<{ rawValue: string }[]> }

const detector = (): Detector | null => ('BarcodeDetector' in globalThis ? (globalThis as unknown as { BarcodeDetector: Detector }).BarcodeDetector : null)

export const canScan = (): boolean => detector() !== null

/** The text of the QR code on a photograph, or null when there is none. */
export async function scanCode(photograph: Blob): Promise<string | null> {
  const Found = detector()
  if (!Found) return null
  const image = await createImageBitmap(photograph)
  try {
    const [code] = await new Found({ formats: ['qr_code'] }).detect(image)
    return code?.rawValue ?? null
  } finally {
    image.close()
  }
}

/** The number of a paper out of what was typed or scanned: the number itself, or the address printed in the code. */
export function codeIn(text: string): string | null {
  const last = text.trim().replace(/[?#].*$/, '').split('/').filter(Boolean).at(-1) ?? ''
  const code = last.replaceAll(/[\s\u3000]/g, '').replaceAll(/[－—–]/g, '-').normalize('NFKC').toLowerCase()
  return /^doc-[0-9a-z_-]{4,60}$/.test(code) ? code : null
}

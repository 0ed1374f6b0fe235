import type { Attendee } from './attendee.ts'

/** A few strokes on the pad, as a hand would make them. */
export async function writeByHand(person: Attendee): Promise<void> {
  await person.act('signaturePad').scrollIntoViewIfNeeded()
  const box = await person.act('signaturePad').boundingBox()
  if (!box) throw new Error('there is no pad to write on')
  const { mouse } = person.page
  const at = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y]
  for (const stroke of [[0.2, 0.3, 0.45, 0.3], [0.32, 0.2, 0.3, 0.75], [0.2, 0.52, 0.44, 0.5], [0.55, 0.25, 0.8, 0.28], [0.68, 0.25, 0.6, 0.8], [0.66, 0.5, 0.85, 0.78]]) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = stroke
    await mouse.move(...at(x1, y1))
    await mouse.down()
    for (let i = 1; i <= 6; i++) await mouse.move(...at(x1 + ((x2 - x1) * i) / 6, y1 + ((y2 - y1) * i) / 6 + 0.02 * Math.sin(i)))
    await mouse.up()
  }
}

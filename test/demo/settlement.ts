import type { Attendee } from '../harness/attendee.ts'
import type { Scenario } from './scenario.ts'

const CLAUSES = [
  '被告李䶮于本协议生效之日起十日内向原告王喆堃支付货款人民币100000元。',
  '原告王喆堃自愿放弃其余货款及逾期付款利息的请求。',
  '双方就本案买卖合同再无其他争议。',
]

/** From the clerk's draft to the court's seal: all see it live, each party confirms, reads to the end and signs by hand. */
export async function signAgreement(scenario: Scenario): Promise<void> {
  const clerk = scenario.who('clerk')
  await clerk.click('panel-papers')
  await clerk.click('openAgreement')
  const form = clerk.page.locator('tt-agreement-dialog')
  await form.locator('textarea[name="facts"]').fill('原告王喆堃与被告李䶮于2025年3月签订买卖合同，原告已交付货物，被告尚欠货款。审理中，经法庭主持调解，双方自愿达成如下协议。')
  for (const [index, clause] of CLAUSES.entries()) {
    if ((await form.locator('textarea[name="clause"]').count()) <= index) await clerk.click('addClause')
    await form.locator('textarea[name="clause"]').nth(index).fill(clause)
  }
  await form.locator('input[name="amountYuan"]').fill('100000.00')
  await clerk.click('draftDocument')

  const signers = ['plaintiff', 'plaintiffLawyer', 'defendant']
  for (const personId of signers) {
    const person = scenario.who(personId)
    await person.click('openSigning')
    await person.click('confirmDocument')
    await person.page.locator('tt-signing-dialog .note.good').waitFor()
    await person.click('closeSigning')
  }
  await clerk.click('freezeDocument')
  for (const personId of signers) await signOne(scenario, personId)
  await signOne(scenario, 'judge')
  await scenario.until('the agreement is effective', (state) => state.agreement?.status === 'effective')
  await clerk.click('panel-tasks')
}

async function signOne(scenario: Scenario, personId: string): Promise<void> {
  const person = scenario.who(personId)
  await person.click('openSigning')
  const desk = person.page.locator('tt-signing-dialog')
  await desk.locator('.end').waitFor({ state: 'attached', timeout: 60_000 })
  await desk.locator('.end').scrollIntoViewIfNeeded()
  await writeByHand(person)
  if (personId === 'plaintiff') await scenario.picture('plaintiff', 'signing')
  if (personId === 'defendant') await scenario.picture('defendant', 'signing-phone')
  await person.click('signDocument')
  await desk.locator('.note.good').waitFor({ timeout: 60_000 })
  await person.click('closeSigning')
}

/** A few strokes on the pad, as a hand would make them. */
async function writeByHand(person: Attendee): Promise<void> {
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

import { writeByHand } from '../harness/handwriting.ts'
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
  const form = clerk.page.locator('tt-paper-dialog')
  await form.locator('textarea[name="facts"]').fill('原告王喆堃与被告李䶮于2025年3月签订买卖合同，原告已交付货物，被告尚欠货款。审理中，经法庭主持调解，双方自愿达成如下协议。')
  for (const [index, clause] of CLAUSES.entries()) {
    if ((await form.locator('textarea[name^="clauses."]').count()) <= index) await clerk.click('add:clauses')
    await form.locator(`textarea[name="clauses.${index}"]`).fill(clause)
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
  // The clerk looks at the very pages that will be signed, and makes those final.
  await clerk.click('openSigning')
  await clerk.click('freezeDocument')
  await clerk.page.locator('tt-signing-dialog').getByText('您不是签署人').waitFor()
  await clerk.click('closeSigning')
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
  const { people } = await scenario.until('somebody to sign', (state) => state.people[personId] !== undefined)
  const tail = people[personId]?.identityTail
  if (tail !== undefined) await desk.locator('input[name="identityTail"]').fill(tail)
  if (personId === 'plaintiff') await scenario.picture('plaintiff', 'signing')
  if (personId === 'defendant') await scenario.picture('defendant', 'signing-phone')
  await person.click('signDocument')
  await desk.locator('.note.good').waitFor({ timeout: 60_000 })
  await person.click('closeSigning')
}

import type { FormField } from '#protocol/window/catalogue.ts'
import { CITIZENS } from './cast.ts'
import type { Stage } from './stage.ts'

/** What the citizen types; the rest is filled by the clerk on request, and checked by the citizen. */
const OWN = ['applicantName', 'applicantId', 'phone']
const WORDS: Record<string, string> = {
  applicantName: CITIZENS.citizen.name, applicantId: CITIZENS.citizen.number, phone: '13800138000', mortgagee: '平湖农村商业银行股份有限公司',
  certificateNo: '浙（2021）平湖市不动产权第0012345号', unitNo: '330482001001GB00012F00020301', location: '平湖市当湖街道东湖大道1号2幢301室',
  securedAmount: '860000.00', debtFrom: '2026-11-20', debtTo: '2046-11-19', scope: '主债权及利息、违约金、实现债权的费用', postAddress: '江苏省涟水县涟城街道炎黄大道8号',
}
const sample = (field: FormField): string => WORDS[field.fieldId] ?? (field.kind === 'choice' ? (field.choices[0]?.value ?? '') : '')

/** 共填: each sees what the other types; the clerk points, fills what the citizen asks for, and the citizen confirms it. */
export async function fillTogether(stage: Stage, sessionId: string): Promise<void> {
  const { page: kiosk } = stage.who('citizen')
  const { page: desk } = stage.who('clerk')
  await kiosk.locator('[data-panel="form"]').click()
  await desk.locator('tt-window-call [data-panel="form"]').click()
  const { item } = await stage.call(sessionId, 'the form', () => true)
  for (const field of item.form.filter(({ fieldId }) => OWN.includes(fieldId))) await fill(stage, sessionId, 'citizen', field)
  // Typed and not yet finished: the clerk reads it as it comes.
  const typing = kiosk.locator('[data-field="mortgagee"]')
  await typing.click()
  await typing.pressSequentially('平湖农村', { delay: 60 })
  await desk.locator('[data-row="mortgagee"] q').waitFor()
  await desk.locator('[data-row="mortgagee"]').scrollIntoViewIfNeeded()
  await stage.picture('clerk', 'form-typing-desk')
  await kiosk.locator('[data-act="askForHelpFilling"]').click()
  await stage.call(sessionId, 'the citizen asks for help', ({ form }) => form.help)
  for (const field of item.form.filter(({ fieldId }) => !OWN.includes(fieldId))) await fill(stage, sessionId, 'clerk', field)
  await desk.locator('[data-row="securedAmount"]').hover()
  await kiosk.locator('[data-row="securedAmount"]').scrollIntoViewIfNeeded()
  await stage.picture('citizen', 'form-kiosk')
  for (const box of await kiosk.locator('tt-form-confirm input[type="checkbox"]').all()) await box.check()
  await stage.picture('citizen', 'form-confirm-kiosk')
  await kiosk.locator('[data-act="confirmForm"]:not([disabled])').click()
  await stage.call(sessionId, 'the form is confirmed', ({ form }) => form.confirmed)
}

async function fill(stage: Stage, sessionId: string, by: 'citizen' | 'clerk', field: FormField): Promise<void> {
  const value = sample(field)
  if (value === '') return
  const control = stage.who(by).page.locator(`[data-field="${field.fieldId}"]`)
  if (field.kind === 'choice') await control.selectOption(value)
  else {
    await control.fill(value)
    await control.blur()
  }
  await stage.call(sessionId, `${field.fieldId} is filled`, ({ form }) => {
    const held = form.values[field.fieldId]
    return held && (held.mark !== null || held.value === value)
  })
}

import { expect, test } from 'vitest'
import { AgreementFields } from '#protocol/documents.ts'
import { MANY_PARTIES } from '#domain/hearing/testing/sample.ts'
import { Trial } from '#domain/hearing/testing/trial.ts'
import { agreementFrom } from './agreement-fields.ts'

test('the form is filled from the case: parties by side, agents with everybody they act for', () => {
  const fields = agreementFrom(new Trial('panel3', MANY_PARTIES).state)
  expect(fields.applicants.map(({ name }) => name)).toEqual(['王强', '蒋平'])
  expect(fields.respondents.map(({ name }) => name)).toEqual(['陈芳', '秦岭'])
  expect(fields.agents.map(({ name, of }) => `${name}/${of}`)).toEqual(['李晓/plaintiff', '周涛/defendant', '朱文/plaintiff', '朱文/plaintiff2'])
})

test('with its clauses written it is what the court accepts', () => {
  const fields = agreementFrom(new Trial('panel3', MANY_PARTIES).state)
  expect(AgreementFields.safeParse(fields).success).toBe(false)
  expect(AgreementFields.safeParse({ ...fields, clauses: ['被告于2026年12月31日前支付货款。'] }).success).toBe(true)
})

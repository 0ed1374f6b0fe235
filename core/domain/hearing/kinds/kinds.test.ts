import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { KINDS, schedule, stageScript } from '../index.ts'
import { PEOPLE, sampleCase } from '../testing/sample.ts'
import { fulfil, openCourt, reach } from '../testing/course.ts'
import { Trial } from '../testing/trial.ts'

const code = (kind: string, participants = PEOPLE[kind]!) => {
  const decision = schedule({ hearingId: 'h', kind, caseFile: sampleCase, participants })
  return decision.ok ? null : decision.error
}

describe('kinds of sitting', () => {
  it.each(KINDS.map((kind) => [kind.id]))('H-2.1 %s runs from the first stage to 闭庭 by its own tables', (id) => {
    const trial = new Trial(id, PEOPLE[id]!)
    openCourt(trial)
    reach(trial, 'closeCourt')
    fulfil(trial)
    trial.by('judge', { type: 'closeCourt' })
    expect(trial.state.closedAt).not.toBeNull()
  })
  it.each(KINDS.map((kind) => [kind.id]))('H-2.1 every stage %s names in its tables is a stage of its plan', (id) => {
    const kind = KINDS.find((one) => one.id === id)!
    const plan = kind.stages.map((rule) => rule.stage)
    const named = [...Object.values(kind.acts).flat(), ...kind.outcomes.flatMap((one) => one.spans), ...kind.shortcuts.map((one) => one.from)]
    for (const span of named) {
      expect(plan).toContain(span.from)
      expect(plan.indexOf(span.to)).toBeGreaterThanOrEqual(plan.indexOf(span.from))
    }
    expect(plan.at(-1)).toBe('closeCourt')
    expect(new Set(plan).size).toBe(plan.length)
  })
  it('H-2.2 decide and evolve know no kind by its name', () => {
    for (const folder of ['decide', 'evolve']) {
      const here = new URL(`../${folder}/`, import.meta.url)
      for (const file of readdirSync(here)) {
        const text = readFileSync(new URL(file, here), 'utf8')
        for (const kind of KINDS) expect(text).not.toContain(`'${kind.id}'`)
      }
    }
  })
  it('H-2.3 a panel of three is one presiding judge and two others (R13 14)', () => {
    expect(code('panel3')).toBeNull()
    expect(code('panel3', PEOPLE['panel3']!.filter((one) => one.personId !== 'lay2'))?.code).toBe('composition')
    expect(code('panel3', PEOPLE['soleJudge']!)?.code).toBe('composition')
  })
  it('H-2.4 a panel of seven is three judges and four lay judges (R13 14)', () => {
    expect(code('panel7')).toBeNull()
    const swapped = PEOPLE['panel7']!.map((one) => (one.personId === 'lay4' ? { ...one, role: 'judge' as const } : one))
    expect(code('panel7', swapped)?.details['rule']).toContain('法官三名')
  })
  it('H-2.5 an agent acts for a party of the same side', () => {
    const people = PEOPLE['soleJudge']!.map((one) => (one.personId === 'defendantLawyer' ? { ...one, represents: ['plaintiff'] } : one))
    expect(code('soleJudge', people)?.details['rule']).toContain('周涛')
    expect(code('soleJudge', PEOPLE['soleJudge']!.map((one) => ({ ...one, represents: [] })))?.code).toBe('composition')
  })
  it('H-2.6 mediation has no observers and no witnesses (R1 8)', () => {
    expect(code('mediation', [...PEOPLE['mediation']!, { personId: 'o', name: '某', role: 'observer', side: 'public', represents: [] }])?.code).toBe('composition')
  })
  it('H-2.7 a procuratorate hearing follows R14 15', () => {
    const plan = KINDS.find((kind) => kind.id === 'procuratorateHearing')!.stages.map((rule) => rule.stage)
    const order = ['introduceCase', 'partiesExplain', 'officersAsk', 'adjournToDiscuss', 'resumeOpinion', 'finalStatement', 'summary'] as const
    expect(plan.filter((stage) => (order as readonly string[]).includes(stage))).toEqual(order)
    const trial = new Trial('procuratorateHearing', PEOPLE['procuratorateHearing']!)
    openCourt(trial)
    reach(trial, 'adjournToDiscuss')
    expect(trial.who('officer1').room).toBe('deliberationRoom')
    expect(trial.who('judge').room).toBe('courtroom')
    expect(trial.refusal('judge', { type: 'moveToRoom', personId: 'judge', room: 'deliberationRoom' })).toBe('companyNotAllowed')
    reach(trial, 'resumeOpinion')
    expect(trial.who('officer1').room).toBe('courtroom')
  })
  it.each(KINDS.map((kind) => [kind.id]))('H-16.1 every stage of %s has its words, in both languages', (id) => {
    const { state } = new Trial(id, PEOPLE[id]!)
    for (const { stage } of state.stages) {
      const script = stageScript(state, stage)
      expect(script.lines.length).toBeGreaterThan(0)
      expect(script.reader).not.toBeNull()
      for (const line of script.lines) expect(`${line.zh}${line.en}`).not.toMatch(/undefined|\(未列明\)|\(not named\)/)
    }
  })
  it('H-16.2 discipline has five points and the recusal question names the panel (R6 140)', () => {
    const { state } = new Trial('panel3', PEOPLE['panel3']!)
    const discipline = stageScript(state, 'announceDiscipline')
    expect(discipline.reader).toBe('clerk')
    expect(discipline.lines.filter((line) => /^[一二三四五]、/.test(line.zh))).toHaveLength(5)
    const asked = stageScript(state, 'askRecusal')
    expect(asked.reader).toBe('judge')
    expect(asked.lines[0]!.zh).toContain('审判长钱法官')
  })
})

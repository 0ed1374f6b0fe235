import { describe, expect, it } from 'vitest'
import { FormField } from '#protocol/window/catalogue.ts'
import {
  competentOffices,
  coverageGaps,
  itemSearch,
  liesIn,
  nextOpening,
  readCatalogueCsv,
  spansOn,
  toCsv,
} from '#domain/window/catalogue/index.ts'
import { seedCatalogue } from './seed-catalogue.ts'

const seed = seedCatalogue()
const count = <T>(list: readonly T[], of: (each: T) => string): Record<string, number> =>
  list.reduce<Record<string, number>>((all, each) => ({ ...all, [of(each)]: (all[of(each)] ?? 0) + 1 }), {})

describe('the seed', () => {
  it('is as large as it is to be', () => {
    expect(seed.regions.filter((region) => region.code.endsWith('0000')).map((region) => region.name)).toEqual([
      '江苏省',
      '浙江省',
      '安徽省',
    ])
    expect(seed.regions.filter((region) => !region.code.endsWith('00')).length).toBeGreaterThanOrEqual(14)
    expect(seed.regions).toEqual(
      expect.arrayContaining([
        { code: '320826', name: '涟水县' },
        { code: '330482', name: '平湖市' },
      ]),
    )
    expect(seed.offices.length).toBeGreaterThanOrEqual(12)
    expect(seed.centers.length).toBeGreaterThanOrEqual(6)
    expect(seed.windows.length).toBeGreaterThanOrEqual(20)
    expect(seed.staff.length).toBeGreaterThanOrEqual(40)
    expect(seed.items.length).toBeGreaterThanOrEqual(64)
    const modes = count(seed.items, (each) => each.mode)
    for (const mode of ['fullOnline', 'collectOnBehalf', 'jointHandling']) expect(modes[mode], mode).toBeGreaterThanOrEqual(8)
    for (const { departmentId } of seed.departments)
      expect(
        seed.items.some((each) => each.department === departmentId),
        departmentId,
      ).toBe(true)
  })

  it('serves every item everywhere', () => {
    expect(coverageGaps(seed)).toEqual([])
    for (const item of seed.items)
      for (const region of seed.regions) expect(competentOffices(seed, item.itemCode, region.code).ok).toBe(true)
  })

  it('has windows and clerks in every office, for every department it keeps, and hands in every centre', () => {
    for (const office of seed.offices) {
      expect(
        seed.windows.some((each) => each.officeId === office.officeId),
        office.name,
      ).toBe(true)
      const skills = seed.staff
        .filter((each) => each.at === office.officeId && each.role === 'remoteClerk')
        .flatMap((each) => each.skills)
      expect(
        office.departments.filter((each) => !skills.includes(each)),
        office.name,
      ).toEqual([])
    }
    for (const center of seed.centers)
      for (const role of ['localClerk', 'helper'])
        expect(
          seed.staff.some((each) => each.at === center.centerId && each.role === role),
          `${center.name} ${role}`,
        ).toBe(true)
  })

  it('names people with rare characters too', () => {
    const names = seed.staff.map((each) => each.name).join('')
    for (const character of '喆堃䶮') expect(names).toContain(character)
    expect(new Set(seed.staff.map((each) => each.name)).size).toBe(seed.staff.length)
  })

  it('knows the mortgage as the law asks for it', () => {
    const [item] = itemSearch(seed)('不动产抵押登记')
    expect(item).toMatchObject({
      mode: 'collectOnBehalf',
      department: 'realEstate',
      legalDays: 30,
      audience: 'both',
      signs: true,
    })
    expect(item?.materials.map((each) => each.name.zh).join()).toMatch(/登记申请书.*身份证明.*不动产权证书.*主债权合同.*抵押合同/)
    expect(item?.materials.filter((each) => each.required).map((each) => each.materialId)).toContain('mortgageContract')
    expect(item?.form.length).toBeGreaterThanOrEqual(12)
    const route = competentOffices(seed, item!.itemCode, '330482')
    expect(route).toMatchObject({ ok: true, office: { officeId: 'zj-pinghu-realty' } })
    if (!route.ok) return
    expect(route.standIns.length).toBeGreaterThan(0)
    expect(route.standIns.every((each) => liesIn(each.region, '330400'))).toBe(true)
  })

  it('is written out in both languages, ready for a form', () => {
    for (const item of seed.items) {
      expect(item.name.en, item.name.zh).toMatch(/^[\x20-\x7e’]+$/)
      expect(item.name.zh).toMatch(/\p{Script=Han}/u)
      for (const each of [
        ...item.materials.map((material) => material.name),
        ...item.form.map((field) => field.label),
        ...item.parts.map((part) => part.title),
      ]) {
        expect(each.zh, item.name.zh).toMatch(/\p{Script=Han}/u)
        expect(each.en, item.name.zh).not.toMatch(/\p{Script=Han}/u)
      }
      expect(item.form.length, item.name.zh).toBeGreaterThanOrEqual(3)
      expect(item.form.every((field) => FormField.safeParse(field).success)).toBe(true)
    }
  })

  it('keeps the calendar of 2026 as published, and says that 2027 is provisional', () => {
    const { holidays, workdays } = seed.calendar
    expect(
      count(
        holidays.filter(({ day }) => day.startsWith('2026')),
        (each) => each.name,
      ),
    ).toEqual({ 元旦: 3, 春节: 9, 清明节: 3, 劳动节: 5, 端午节: 3, 中秋节: 3, 国庆节: 7 })
    expect(workdays.map((each) => each.day)).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ])
    expect(holidays.filter(({ day }) => day.startsWith('2027')).every(({ name }) => name.includes('暂定'))).toBe(true)
    expect(seed.title).toContain('2027年日历为暂定')
    const pinghu = seed.offices.find((each) => each.officeId === 'zj-pinghu-realty')!
    expect(spansOn(pinghu, seed.calendar, '2026-02-28')).toHaveLength(2)
    expect(nextOpening(pinghu, seed.calendar, '2026-02-14T10:00:00.000Z')).toBe('2026-02-24T00:30:00.000Z')
  })

  it('W-1.14 goes out as CSV and comes back as it was', () => {
    expect(readCatalogueCsv(toCsv(seed))).toEqual(seed)
  })
})

describe('W-1.18 finding an item', () => {
  const search = itemSearch(seed)
  it.each([
    ['抵押', '不动产抵押登记（首次登记）'],
    ['房子抵押', '不动产抵押登记（首次登记）'],
    ['bdcdy', '不动产抵押登记（首次登记）'],
    ['MORTGAGE', '不动产抵押登记（首次登记）'],
    ['０００７１５００１００１', '不动产抵押登记（首次登记）'],
    ['医保转移', '基本医疗保险关系转移接续'],
    ['迁户口', '户口迁移（夫妻投靠）'],
    ['机动车转籍', '机动车转籍（变更迁出、转入）'],
    ['gjj', '住房公积金转移接续'],
    ['transfer pension', '企业职工基本养老保险关系转移接续'],
    ['领证', '结婚登记（跨省预约与预审）'],
    ['小学转学', '中小学生转学（跨省）'],
    ['社保卡', '社会保障卡申领（补换）'],
  ])('%s → %s', (query, first) => {
    expect(search(query)[0]?.name.zh).toBe(first)
  })

  it('keeps to department, audience and mode, lists all for nothing asked, and finds nothing for nonsense', () => {
    expect(search('', { limit: 1000 })).toEqual(seed.items)
    expect(search('转移', { department: 'housingFund' }).every((each) => each.department === 'housingFund')).toBe(true)
    expect(search('', { audience: 'company', limit: 1000 }).every((each) => each.audience !== 'person')).toBe(true)
    expect(search('', { mode: 'jointHandling', limit: 1000 }).every((each) => each.mode === 'jointHandling')).toBe(true)
    expect(search('量子纠缠')).toEqual([])
    expect(search(`${'抵押'.repeat(5000)}<script>`).length).toBeLessThan(seed.items.length)
  })
})

import { expect, it, vi } from 'vitest'

vi.stubGlobal('document', { documentElement: { lang: '' } })
vi.stubGlobal('location', { search: '' })
vi.stubGlobal('localStorage', { getItem: () => null })
const { chosenPlace, placeSteps } = await import('./guide.ts')

const REGIONS = [
  ['330000', '浙江省'], ['330400', '嘉兴市'], ['330482', '平湖市'], ['330421', '嘉善县'], ['320000', '江苏省'], ['320800', '淮安市'], ['340000', '安徽省'], ['341000', '黄山市'],
].map(([code = '', name = '']) => ({ code, name }))

it('a place is asked for step by step, each step within the one before', () => {
  const none = placeSteps(REGIONS, '', '')
  expect(none.provinces.map(({ name }) => name)).toEqual(['江苏省', '浙江省', '安徽省'])
  expect([none.prefectures, none.counties]).toEqual([[], []])
  const some = placeSteps(REGIONS, '330000', '330400')
  expect(some.prefectures.map(({ name }) => name)).toEqual(['嘉兴市'])
  expect(some.counties.map(({ name }) => name)).toEqual(['嘉善县', '平湖市'])
})

it('a place counts once nothing finer is left to say', () => {
  const jiaxing = placeSteps(REGIONS, '330000', '330400')
  expect(chosenPlace(jiaxing, '330000', '330400', '')).toBe('')
  expect(chosenPlace(jiaxing, '330000', '330400', '330482')).toBe('330482')
  expect(chosenPlace(placeSteps(REGIONS, '320000', '320800'), '320000', '320800', '')).toBe('320800')
  expect(chosenPlace(placeSteps(REGIONS, '330000', ''), '330000', '', '')).toBe('')
})

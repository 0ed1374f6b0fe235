import { Catalogue } from '#protocol/window/catalogue.ts'
import type { Staff } from '#protocol/window/catalogue.ts'

const wording = (zh: string) => ({ zh, en: zh })
const item = (itemCode: string, department: string, minutes: number) => ({
  itemCode, name: wording(itemCode), department, mode: 'fullOnline' as const, jurisdiction: { basis: 'property' as const, question: wording('在哪里？') },
  audience: 'person' as const, materials: [], form: [], legalDays: 5, promisedDays: 3, fee: { fen: 0, basis: '免费' }, minutes,
})
const week = [{ weekdays: [1, 2, 3, 4, 5], spans: [{ from: '09:00', to: '12:00' }, { from: '13:30', to: '17:00' }] }]
const office = (officeId: string, region: string, departments: string[], standIns: string[]) =>
  ({ officeId, name: officeId, region, departments, hours: week, phone: '0573-1', address: '一路', standIns })
const clerk = (personId: string, at: string, skills: string[], languages: Staff['languages'] = ['zh-CN']) => ({ personId, name: personId, role: 'remoteClerk' as const, at, skills, languages })

/** Two counties of Zhejiang that stand in for each other, one of Jiangsu without stand-in; Monday 2026-11-23 is a working day. */
export const PLACES: Catalogue = Catalogue.parse({
  version: 1, title: '测试目录',
  departments: [{ departmentId: 'estate', name: wording('不动产') }, { departmentId: 'health', name: wording('医保') }],
  regions: [
    { code: '320000', name: '江苏省' }, { code: '320826', name: '涟水县' }, { code: '330000', name: '浙江省' }, { code: '330482', name: '平湖市' }, { code: '330424', name: '海盐县' },
  ],
  offices: [
    office('pinghu', '330482', ['estate', 'health'], ['haiyan']), office('haiyan', '330424', ['estate', 'health'], ['pinghu']), office('lianshui', '320826', ['estate', 'health'], []),
  ],
  centers: [
    { centerId: 'cL', name: '涟水中心', region: '320826', address: '二路', phone: '1', counters: 2 }, { centerId: 'cP', name: '平湖中心', region: '330482', address: '三路', phone: '2', counters: 12 },
  ],
  windows: ['p1', 'p2', 'p3', 'h1', 'h2', 'l1'].map((windowId) => ({ windowId, officeId: { p: 'pinghu', h: 'haiyan', l: 'lianshui' }[windowId.charAt(0)], name: `${windowId}窗口` })),
  staff: [
    clerk('anna', 'pinghu', ['estate', 'health']), clerk('bela', 'pinghu', ['estate'], ['zh-CN', 'csl']), clerk('cora', 'pinghu', ['health-move'], ['zh-CN', 'en']),
    clerk('dora', 'haiyan', ['estate', 'health']), clerk('emma', 'haiyan', ['estate-pledge'], ['zh-CN', 'wuu']), clerk('fang', 'lianshui', ['estate', 'health']),
  ],
  items: [item('estate-pledge', 'estate', 12), item('estate-cancel', 'estate', 6), item('health-move', 'health', 10)],
  calendar: { years: [2026], holidays: [], workdays: [] },
})

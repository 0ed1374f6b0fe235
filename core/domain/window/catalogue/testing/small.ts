import type { z } from 'zod'
import type { Catalogue } from '#protocol/window/catalogue.ts'

export type RawCatalogue = z.input<typeof Catalogue>

/** Two provinces with an office and a centre each, and one item of each mode: a fresh copy every time. */
export function smallCatalogue(): RawCatalogue {
  const hours: RawCatalogue['offices'][number]['hours'] = [
    {
      weekdays: [1, 2, 3, 4, 5],
      spans: [
        { from: '08:30', to: '12:00' },
        { from: '13:30', to: '17:30' },
      ],
    },
  ]
  return structuredClone<RawCatalogue>({
    version: 1,
    title: '小目录',
    departments: [
      { departmentId: 'realEstate', name: { zh: '不动产登记', en: 'Real-estate registration' } },
      { departmentId: 'medical', name: { zh: '医疗保障', en: 'Medical insurance' } },
    ],
    regions: [
      { code: '320000', name: '江苏省' },
      { code: '320800', name: '淮安市' },
      { code: '320826', name: '涟水县' },
      { code: '330000', name: '浙江省' },
      { code: '330400', name: '嘉兴市' },
      { code: '330482', name: '平湖市' },
    ],
    offices: [
      {
        officeId: 'huaian',
        name: '淮安市政务服务中心',
        region: '320800',
        departments: ['realEstate', 'medical'],
        hours,
        phone: '0517-00010800',
        address: '示范路1号',
        standIns: ['jiaxing'],
      },
      {
        officeId: 'jiaxing',
        name: '嘉兴市政务服务中心',
        region: '330400',
        departments: ['realEstate', 'medical'],
        hours,
        phone: '0573-00010400',
        address: '示范路2号',
        standIns: [],
      },
      {
        officeId: 'pinghu',
        name: '平湖市不动产登记服务中心',
        region: '330482',
        departments: ['realEstate'],
        hours: [...hours, { weekdays: [6], spans: [{ from: '09:00', to: '12:00' }] }],
        phone: '0573-00010482',
        address: '示范路3号',
      },
    ],
    centers: [
      {
        centerId: 'c-lianshui',
        name: '涟水县政务服务大厅',
        region: '320826',
        address: '示范路4号',
        phone: '0517-00020826',
        counters: 4,
      },
    ],
    windows: [{ windowId: 'pinghu-w1', officeId: 'pinghu', name: '虚拟窗口1号' }],
    staff: [
      {
        personId: 'lu',
        name: '陆嘉禾',
        role: 'remoteClerk',
        at: 'pinghu',
        skills: ['mortgage', 'realEstate'],
        languages: ['zh-CN', 'wuu'],
      },
      { personId: 'zhang', name: '张桂兰', role: 'localClerk', at: 'c-lianshui', languages: ['zh-CN'] },
    ],
    items: [
      {
        itemCode: 'mortgage',
        name: { zh: '不动产抵押登记', en: 'Registration of a real-estate mortgage' },
        department: 'realEstate',
        mode: 'collectOnBehalf',
        jurisdiction: { basis: 'property', question: { zh: '不动产坐落在哪里？', en: 'Where does the property lie?' } },
        audience: 'both',
        materials: [
          {
            materialId: 'identityCard',
            name: { zh: '身份证明', en: 'Identity document' },
            form: 'original',
            note: '正反面\n清晰可辨',
          },
          {
            materialId: 'contract',
            name: { zh: '抵押合同', en: 'Mortgage contract' },
            form: 'copy',
            copies: 2,
            deferrable: true,
          },
        ],
        form: [
          { kind: 'amount', fieldId: 'amount', label: { zh: '金额', en: 'Amount' } },
          {
            kind: 'choice',
            fieldId: 'kind',
            label: { zh: '方式', en: 'Kind' },
            choices: [
              { value: 'general', label: { zh: '一般', en: 'Ordinary' } },
              { value: 'maximum', label: { zh: '最高额', en: 'Maximum' } },
            ],
          },
        ],
        legalDays: 30,
        promisedDays: 1,
        fee: { fen: 8000, basis: '每件80元' },
      },
      {
        itemCode: 'record',
        name: { zh: '参保信息变更', en: 'Change of insurance records' },
        department: 'medical',
        mode: 'fullOnline',
        jurisdiction: { basis: 'insurance', question: { zh: '在哪里参保？', en: 'Where are you insured?' } },
        audience: 'person',
        materials: [],
        form: [],
        legalDays: 5,
        promisedDays: 5,
        fee: { fen: 0, basis: '不收费' },
      },
      {
        itemCode: 'transfer',
        name: { zh: '医保转移接续', en: 'Transfer of medical insurance' },
        department: 'medical',
        mode: 'jointHandling',
        jurisdiction: { basis: 'insurance', question: { zh: '从哪里转出？', en: 'From where?' } },
        audience: 'person',
        materials: [],
        form: [],
        legalDays: 20,
        promisedDays: 15,
        fee: { fen: 0, basis: '不收费' },
        parts: [
          { partId: 'apply', title: { zh: '受理', en: 'Accept' }, department: 'medical', place: 'applicant', days: 5 },
          { partId: 'move', title: { zh: '转出', en: 'Move' }, department: 'medical', place: 'competent', days: 10 },
        ],
      },
    ],
    calendar: {
      years: [2026],
      holidays: [
        { day: '2026-10-01', name: '国庆节' },
        { day: '2026-10-02', name: '国庆节' },
      ],
      workdays: [
        { day: '2026-10-10', name: '国庆节调休' },
        { day: '2026-09-20', name: '国庆节调休' },
      ],
    },
  })
}

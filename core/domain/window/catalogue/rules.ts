/** What a catalogue must keep to (docs/spec/window.md, W-1), as sentences for whoever imports one. */
export const RULES = {
  // The files themselves.
  notUtf8: {
    zh: '文件不是 UTF-8 编码（可能是 GBK），请在表格软件中另存为“CSV UTF-8”后再导入',
    en: 'The file is not UTF-8 (GBK, perhaps); save it as "CSV UTF-8" and import it again',
  },
  utf16: {
    zh: '文件是 UTF-16 编码，请另存为“CSV UTF-8”后再导入',
    en: 'The file is UTF-16; save it as "CSV UTF-8" and import it again',
  },
  tooLarge: { zh: '文件过大：{what} 超过 {limit}', en: 'The file is too large: {what} over {limit}' },
  missingFile: { zh: '缺少文件 {file}', en: 'The file {file} is missing' },
  unknownFile: { zh: '不认识的文件 {file}', en: 'The file {file} is not known' },
  doubleFile: { zh: '文件 {file} 出现了两次', en: 'The file {file} is there twice' },
  emptyFile: { zh: '文件没有表头', en: 'The file has no head line' },
  wrongSeparator: {
    zh: '表头只有一列，列之间须用英文逗号分隔',
    en: 'The head has a single column; columns are separated by commas',
  },
  unknownColumn: { zh: '不认识的列“{name}”', en: 'The column "{name}" is not known' },
  missingColumn: { zh: '缺少列“{name}”', en: 'The column "{name}" is missing' },
  doubleColumn: { zh: '列“{name}”出现了两次', en: 'The column "{name}" stands there twice' },
  columnCount: { zh: '本行有 {got} 列，应为 {expected} 列', en: 'This line has {got} columns instead of {expected}' },
  bareQuote: {
    zh: '未加引号的单元格内出现双引号；含双引号的内容须整体加引号，内部双引号写两次',
    en: 'A double quote in a cell that is not quoted; quote the whole cell and double the quotes inside',
  },
  textAfterQuote: { zh: '右引号之后还有内容', en: 'Something follows the closing quote' },
  openQuote: { zh: '双引号没有闭合', en: 'A double quote is never closed' },
  bareReturn: { zh: '换行不规范：单独的回车符', en: 'A carriage return without line feed' },
  oneRowOnly: { zh: '本表只能有一行内容', en: 'This table holds exactly one row' },
  // One value.
  notNumber: { zh: '“{value}”不是整数', en: '"{value}" is not a whole number' },
  notYesNo: { zh: '“{value}”应为 yes 或 no（是／否）', en: '"{value}" must be yes or no' },
  wrongType: { zh: '“{value}”类型不对', en: '"{value}" is of the wrong type' },
  missing: { zh: '必须填写', en: 'This must be given' },
  badFormat: { zh: '“{value}”格式不对', en: '"{value}" is not well formed' },
  badValue: { zh: '“{value}”不在允许的取值之中：{allowed}', en: '"{value}" is none of the values allowed: {allowed}' },
  tooSmall: { zh: '太小、太短或太少，至少 {limit}', en: 'Too small, short or few; at least {limit}' },
  tooBig: { zh: '太大、太长或太多，至多 {limit}', en: 'Too big, long or many; at most {limit}' },
  unknownKey: { zh: '不应有“{name}”', en: '"{name}" does not belong here' },
  // What refers to what.
  notUnique: { zh: '编号“{id}”重复', en: 'The identifier "{id}" is used twice' },
  twiceInList: { zh: '“{id}”在同一列表中出现了两次', en: '"{id}" stands in the list twice' },
  ambiguousId: {
    zh: '编号“{id}”已用于 {other}，两者不得相同',
    en: 'The identifier "{id}" is used in {other} already; they must differ',
  },
  unknownRegion: { zh: '区划代码 {id} 不在 regions 表中', en: 'The region {id} is not in regions' },
  noProvince: {
    zh: '区划 {id} 所属省份 {province} 不在 regions 表中',
    en: 'The province {province} of region {id} is not in regions',
  },
  unknownDepartment: { zh: '部门“{id}”不在 departments 表中', en: 'The department "{id}" is not in departments' },
  unknownOffice: { zh: '机构“{id}”不在 offices 表中', en: 'The office "{id}" is not in offices' },
  unknownItem: { zh: '事项“{id}”不在 items 表中', en: 'The item "{id}" is not in items' },
  unknownField: { zh: '事项“{item}”没有表单项“{id}”', en: 'The item "{item}" has no form field "{id}"' },
  unknownAt: { zh: '“{id}”既不是机构也不是政务服务中心', en: '"{id}" is neither an office nor a centre' },
  wrongPlaceForRole: { zh: '岗位 {role} 须属于 {expected}', en: 'The role {role} belongs to {expected}' },
  unknownSkill: { zh: '技能“{id}”既不是部门也不是事项', en: 'The skill "{id}" is neither a department nor an item' },
  skillNotAtOffice: {
    zh: '技能“{id}”不属于机构“{office}”的职责',
    en: 'The skill "{id}" is no business of the office "{office}"',
  },
  doubleCompetence: {
    zh: '区划 {region} 的部门“{department}”已由机构“{other}”承担，属地必须唯一',
    en: 'The department "{department}" of region {region} is kept by the office "{other}" already; competence must be single',
  },
  standsInForSelf: { zh: '机构不能替代自己', en: 'An office cannot stand in for itself' },
  standInRank: { zh: '替代机构“{id}”与本机构级别不同', en: 'The stand-in "{id}" is of another rank' },
  standInIdle: { zh: '替代机构“{id}”与本机构没有共同的部门', en: 'The stand-in "{id}" shares no department with this office' },
  itemWithoutOffice: {
    zh: '没有任何机构承担部门“{department}”，此事项无处可办',
    en: 'No office keeps the department "{department}"; nobody can decide this item',
  },
  promisedOverLegal: {
    zh: '承诺时限 {promised} 个工作日长于法定时限 {legal} 个工作日',
    en: 'The promised {promised} working days exceed the legal {legal}',
  },
  partOverLegal: {
    zh: '分办时限 {days} 个工作日长于法定时限 {legal} 个工作日',
    en: 'The {days} working days of this part exceed the legal {legal}',
  },
  partsMissing: { zh: '多地联办事项至少要有两个分办环节', en: 'An item handled jointly has at least two parts' },
  partsUnexpected: { zh: '只有多地联办事项才有分办环节', en: 'Only items handled jointly have parts' },
  gapNotRequired: { zh: '非必需的材料不存在容缺', en: 'What is not required cannot be deferred' },
  // Time.
  spanOrder: { zh: '开始时间 {from} 不早于结束时间 {to}', en: '{from} is not before {to}' },
  spanOverlap: { zh: '{from} 与前一时段重叠或次序颠倒', en: '{from} overlaps with or precedes the span before' },
  weekdayTwice: { zh: '星期 {weekday} 的办公时间写了两次', en: 'The hours of weekday {weekday} are given twice' },
  yearNotCovered: { zh: '{day} 不在日历所涵盖的年份之内', en: '{day} lies in no year that the calendar covers' },
  workdayNotWeekend: {
    zh: '{day} 不是星期六或星期日，不能是调休上班日',
    en: '{day} is neither Saturday nor Sunday and cannot be worked in exchange',
  },
  holidayAndWorkday: { zh: '{day} 既是放假日又是调休上班日', en: '{day} is both a holiday and a day worked in exchange' },
} as const satisfies Record<string, { zh: string; en: string }>

export type RuleId = keyof typeof RULES

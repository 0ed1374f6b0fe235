/** The first character of each pinyin initial in the order of the pinyin collation. */
const FIRSTS = [
  ['a', '阿'],
  ['b', '八'],
  ['c', '嚓'],
  ['d', '哒'],
  ['e', '妸'],
  ['f', '发'],
  ['g', '旮'],
  ['h', '哈'],
  ['j', '讥'],
  ['k', '咔'],
  ['l', '垃'],
  ['m', '痳'],
  ['n', '拏'],
  ['o', '噢'],
  ['p', '妑'],
  ['q', '七'],
  ['r', '呥'],
  ['s', '扨'],
  ['t', '它'],
  ['w', '穵'],
  ['x', '夕'],
  ['y', '丫'],
  ['z', '帀'],
] as const

const collator = new Intl.Collator('zh-CN-u-co-pinyin')

/** 不动产 → bdc. Characters with several readings take their commonest; what is not Chinese stays as it is. */
export function pinyinInitials(text: string): string {
  return [...text].map((character) => (/\p{Script=Han}/u.test(character) ? initialOf(character) : character)).join('')
}

function initialOf(character: string): string {
  let initial = ''
  for (const [letter, first] of FIRSTS) {
    if (collator.compare(first, character) > 0) break
    initial = letter
  }
  return initial
}

/** The few words the scene itself draws or says; everything else comes in with the people. */
export type SceneLanguage = 'zh-CN' | 'en'

const SEATS: readonly (readonly [RegExp, string, string])[] = [
  [/^bench-1$/, '审判长席', 'Presiding'],
  [/^bench/, '审判席', 'Bench'],
  [/^clerk$/, '书记员席', 'Clerk'],
  [/^assistant$/, '法官助理席', 'Assistant'],
  [/^plaintiff/, '原告席', 'Plaintiff'],
  [/^defendant/, '被告席', 'Defendant'],
  [/^thirdParty/, '第三人席', 'Third party'],
  [/^witness$/, '证人席', 'Witness'],
  [/^interpreter$/, '翻译席', 'Interpreter'],
  [/^gallery/, '旁听席', 'Gallery'],
  [/^window/, '窗口', 'Window'],
  [/^citizen/, '办事人席', 'Applicant'],
  [/^helper$/, '帮办席', 'Helper'],
  [/^mediator/, '调解员席', 'Mediator'],
]

/** What stands on the plate of an empty seat. */
export function seatTitle(seat: string, language: SceneLanguage): string {
  const found = SEATS.find(([pattern]) => pattern.test(seat))
  return found ? found[language === 'zh-CN' ? 1 : 2] : seat
}

export const awayWord = (language: SceneLanguage): string => (language === 'zh-CN' ? '（离线）' : ' (away)')

import type { SceneCamera, ScenePerson } from './people.ts'
import type { RoomSpec } from './rooms/schema.ts'
import { seatTitle } from './words.ts'
import type { SceneLanguage } from './words.ts'

/** What the picture shows, in words: room, who sits where, who speaks, hands, evidence, recess. */
export function describeScene(room: RoomSpec, people: ScenePerson[], state: { camera: SceneCamera; presentation: string | null; curtain: string | null }, language: SceneLanguage): string {
  const zh = language === 'zh-CN'
  const parts: string[] = [zh ? `${room.title.zh}。` : `${room.title.en}.`]
  if (state.curtain !== null) parts.push(zh ? `休庭：${state.curtain}。` : `In recess: ${state.curtain}.`)
  const seats = new Map<string, ScenePerson[]>()
  for (const person of people) {
    const title = seatTitle(person.seat, language)
    seats.set(title, [...(seats.get(title) ?? []), person])
  }
  for (const [title, sitting] of seats) {
    const names = sitting.map((person) => {
      const marks = [person.away && (zh ? '离线' : 'away'), person.speaking && (zh ? '正在发言' : 'speaking'), person.handRaised && (zh ? '举手' : 'hand raised'), person.muted && (zh ? '静音' : 'muted')].filter(Boolean)
      const who = zh ? `${person.roleLabel}${person.name}` : `${person.roleLabel} ${person.name}`
      return marks.length > 0 ? `${who}${zh ? '（' : ' ('}${marks.join(zh ? '、' : ', ')}${zh ? '）' : ')'}` : who
    })
    parts.push(zh ? `${title}：${names.join('，')}。` : `${title}: ${names.join(', ')}.`)
  }
  if (state.presentation !== null) parts.push(zh ? `证据屏正在显示${state.presentation ? `：${state.presentation}` : '材料'}。` : `The evidence screen shows ${state.presentation || 'material'}.`)
  return parts.join(zh ? '' : ' ')
}

import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { CommandType } from '#protocol/hearing-commands.ts'
import type { RoomId } from '#protocol/places.ts'
import { companyRule, roomKind } from '#domain/hearing/index.ts'
import type { HearingState, Person } from '#domain/hearing/state.ts'
import type { HearingElement } from '../../hearing-element.ts'
import { t } from '../../i18n/index.ts'
import { roomLabel } from '../../i18n/labels.ts'
import { actButton } from '../act-button.ts'

const PRIVATE: RoomId[] = ['deliberationRoom', 'consultation:plaintiff', 'consultation:defendant', 'consultation:thirdParty']

/** Ways into the private rooms and back, as far as the rules of company let this person go. */
export function roomTasks(host: HearingElement, may: Set<CommandType>): TemplateResult[] {
  const { view, me } = host
  if (!view || !me) return []
  const buttons = [
    may.has('openConsultation') ? actButton('openConsultation', t('act.openConsultation'), () => host.act({ type: 'openConsultation' }), { icon: 'people' }) : null,
    ...(may.has('moveToRoom') && me.side === 'bench' ? openRooms(view, me) : []).map((room) =>
      actButton('moveToRoom', t(room === 'courtroom' ? 'act.backToCourtroom' : 'act.goToRoom', { room: roomLabel(room) }), () => host.act({ type: 'moveToRoom', personId: me.personId, room }), { icon: 'arrowRight', value: room, person: me.personId })),
    ...clerksToAdmit(view, me, may).map((clerk) =>
      actButton('admitClerkToDeliberation', t('act.admitClerkNamed', { name: clerk.name }), () => host.act({ type: 'admitClerkToDeliberation', personId: clerk.personId }), { person: clerk.personId })),
  ].filter((button) => button !== null)
  const apart = me.room === 'deliberationRoom' || roomKind(me.room) === 'consultation'
  if (buttons.length === 0 && !apart) return []
  return [html`<section class="part"><h3>${t('task.rooms')}</h3>${apart ? html`<p class="soft">${t('task.apart')}</p>` : nothing}
    <div class="answers">${buttons}</div></section>`]
}

/** One goes aside from the courtroom, and from a private room back to it. */
function openRooms(view: HearingState, me: Person): RoomId[] {
  if (me.room !== 'courtroom') return roomKind(me.room) === 'witness' || me.room === 'waitingRoom' ? [] : ['courtroom']
  const sides = new Set(Object.values(view.people).map((person) => `consultation:${person.side}`))
  return PRIVATE.filter((room) => (room === 'deliberationRoom' || sides.has(room)) && companyRule(view, me, room) === null)
}

const clerksToAdmit = (view: HearingState, me: Person, may: Set<CommandType>): Person[] =>
  may.has('admitClerkToDeliberation') && me.room === 'deliberationRoom' && !view.clerkInDeliberation
    ? Object.values(view.people).filter((person) => person.role === 'clerk' && person.connectionId !== null)
    : []

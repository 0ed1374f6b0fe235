import { html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { TemplateResult } from 'lit'
import type { CommandType } from '#protocol/hearing-commands.ts'
import { labels, missingOf, nextStage, ruleOf } from '#domain/hearing/index.ts'
import { stageScript } from '#domain/hearing/opening-script.ts'
import type { HearingState, Person } from '#domain/hearing/state.ts'
import { isLitigant } from '#domain/hearing/roles.ts'
import { speakingUnits } from '#domain/hearing/speaking.ts'
import { absent, decideOffline, decideRecusal, issues, outcome, recess, rejectIdentity, skip } from '../../dialogs/court-questions.ts'
import type { HearingElement } from '../../hearing-element.ts'
import { joined, t } from '../../i18n/index.ts'
import { pick, roleLabel, stageLabel } from '../../i18n/labels.ts'
import { actButton } from '../act-button.ts'
import { readinessFaults } from '../readiness.ts'

type Part = TemplateResult | null

/** What conducts the hearing: the words of the stage, what it lacks, decisions asked for, and the way on. */
export function courtTasks(host: HearingElement, may: Set<CommandType>): TemplateResult[] {
  const { view } = host
  if (!view) return []
  const parts: Part[] = [
    waiting(host, view, may), recusals(host, view, may), offline(host, view, may),
    script(host, view), attendance(host, view, may), identities(host, view, may),
    turns(host, view, may), witnesses(host, view, may), other(host, view, may), onward(host, view, may),
  ]
  return parts.filter((part) => part !== null)
}

/** An agent is named with those spoken for: two lawyers must not be mistaken for one another. */
const named = (person: Person, view: HearingState) => {
  const represented = person.represents.map((id) => view.people[id]?.name).filter((name) => name !== undefined)
  return html`<span>${roleLabel(person.role)} <strong>${person.name}</strong>${represented.length > 0 ? html` <span class="fine soft">${t('person.represents', { names: joined(represented) })}</span>` : nothing}</span>`
}

/** Keyed, so that a button under somebody's finger never becomes another person's when the list above it gets shorter. */
const eachPerson = (people: Person[], row: (person: Person) => TemplateResult) => repeat(people, ({ personId }) => personId, row)

/** Who waits at the door. */
function waiting(host: HearingElement, view: HearingState, may: Set<CommandType>): Part {
  if (!may.has('admit')) return null
  const people = Object.values(view.people).filter((person) => person.connectionId !== null && person.room === 'waitingRoom')
  if (people.length === 0) return null
  return html`<section class="part now"><h3>${t('task.waiting', { count: people.length })}</h3><ul class="list">${eachPerson(people, (person) => {
    const faults = person.readiness ? readinessFaults(person.readiness) : []
    return html`<li>${named(person, view)}
      <span class="tag ${!person.readiness ? '' : faults.length > 0 ? 'bad' : 'good'}">${!person.readiness ? t('ready.untested') : faults.length > 0 ? joined(faults) : t('ready.good')}</span>
      ${actButton('admit', t('act.admit'), () => host.act({ type: 'admit', personId: person.personId }), { look: 'small primary', person: person.personId, label: t('act.admitOne', { name: person.name }) })}</li>`
  })}</ul></section>`
}

function recusals(host: HearingElement, view: HearingState, may: Set<CommandType>): Part {
  const open = Object.values(view.people).filter((person) => person.recusal === 'applied')
  if (!may.has('decideRecusal') || open.length === 0) return null
  return html`<section class="part now"><h3>${t('task.decideRecusal')}</h3><ul class="list">${eachPerson(open, (person) => html`<li>${named(person, view)}
    ${actButton('decideRecusal', t('act.grant'), () => decideRecusal(host, person, true), { look: 'small', person: person.personId, value: 'grant' })}
    ${actButton('decideRecusal', t('act.deny'), () => decideRecusal(host, person, false), { look: 'small', person: person.personId, value: 'deny' })}</li>`)}</ul></section>`
}

function offline(host: HearingElement, view: HearingState, may: Set<CommandType>): Part {
  const asked = view.offline
  if (!asked || asked.decision !== 'open' || !may.has('decideOffline')) return null
  return html`<section class="part now"><h3>${t('task.offline')}</h3>
    <p>${t('task.offlineWords', { name: host.nameOf(asked.requestedBy), reason: pick(labels.offline[asked.reason as keyof typeof labels.offline]), note: asked.note })}</p>
    <div class="answers">${actButton('decideOffline', t('act.grant'), () => decideOffline(host, true), { value: 'grant' })}
      ${actButton('decideOffline', t('act.deny'), () => decideOffline(host, false), { value: 'deny' })}</div></section>`
}

/** The words to be read, for whoever leads this stage. */
function script(host: HearingElement, view: HearingState): Part {
  const { reader, lines } = stageScript(view)
  if (reader !== host.live.me || lines.length === 0) return null
  return html`<section class="part"><h3>${t('task.script', { stage: stageLabel(view.stage) })}</h3>
    <div class="script" tabindex="0">${lines.map((line) => html`<p>${pick(line)}</p>`)}</div></section>`
}

function attendance(host: HearingElement, view: HearingState, may: Set<CommandType>): Part {
  if (!may.has('recordAttendance') || (view.stage !== 'attendanceCheck' && view.stage !== 'preTrial')) return null
  const expected = Object.values(view.people).filter((person) => isLitigant(person.role) || person.testimony !== null)
  return html`<section class="part"><h3>${t('task.attendance')}</h3><ul class="list">${eachPerson(expected, (person) => html`<li>${named(person, view)}
    ${person.attendance === 'unknown'
      ? html`<span class="fine soft">${t(person.connectionId ? 'person.online' : 'person.away')}</span>
        ${actButton('recordAttendance', t('act.recordPresent'), () => host.act({ type: 'recordAttendance', personId: person.personId, present: true }), { look: 'small primary', person: person.personId, value: 'present' })}
        ${actButton('recordAttendance', t('act.recordAbsent'), () => absent(host, person), { look: 'small', person: person.personId, value: 'absent' })}`
      : html`<span class="tag ${person.attendance === 'present' ? 'good' : 'bad'}">${pick(labels.attendance[person.attendance])}</span>
        ${actButton('recordAttendance', t('act.change'), () => person.attendance === 'present' ? absent(host, person) : host.act({ type: 'recordAttendance', personId: person.personId, present: true }), { look: 'small plain', person: person.personId, value: 'change' })}`}</li>`)}</ul></section>`
}

function identities(host: HearingElement, view: HearingState, may: Set<CommandType>): Part {
  if (!may.has('confirmIdentity')) return null
  const here = Object.values(view.people).filter((person) => (isLitigant(person.role) && person.attendance === 'present') || person.testimony === 'testifying')
  const open = here.filter((person) => person.identity === 'unverified')
  if (view.stage !== 'verifyIdentity' && open.length === 0) return null
  return html`<section class="part ${open.length > 0 ? 'now' : ''}"><h3>${t('task.identity')}</h3><ul class="list">${eachPerson(here, (person) => html`<li>${named(person, view)}
    ${person.identityTail ? html`<span class="fine soft">${t('person.identityTail', { tail: person.identityTail })}</span>` : nothing}
    ${person.identity === 'unverified'
      ? html`${actButton('confirmIdentity', t('act.confirmIdentity'), () => host.act({ type: 'confirmIdentity', personId: person.personId, outcome: 'confirmed' }), { look: 'small primary', person: person.personId, value: 'confirmed' })}
        ${actButton('confirmIdentity', t('act.rejectIdentity'), () => rejectIdentity(host, person), { look: 'small', person: person.personId, value: 'rejected' })}`
      : html`<span class="tag ${person.identity === 'confirmed' ? 'good' : 'bad'}">${pick(labels.identity[person.identity])}</span>`}</li>`)}</ul></section>`
}

/** Turns of speaking in the order of the law. */
function turns(host: HearingElement, view: HearingState, may: Set<CommandType>): Part {
  const units = speakingUnits(view)
  if (units.length === 0 || !may.has('giveFloor')) return null
  return html`<section class="part"><h3>${t('task.turns')}</h3><ul class="list">${repeat(units, ({ person }) => person.personId, ({ person, speakers }) => {
    const speaks = view.floor !== null && speakers.includes(view.floor)
    const done = speakers.some((speaker) => view.turnsDone.includes(speaker))
    return html`<li>${named(person, view)}
      ${speaks ? html`<span class="tag gold">${t('person.hasFloor')}</span>` : done ? html`<span class="tag good">${t('person.hasSpoken')}</span>` : nothing}
      ${speaks ? actButton('finishTurn', t('act.endTurn'), () => host.act({ type: 'finishTurn' }), { look: 'small', person: view.floor! }) : nothing}
      ${!speaks ? actButton('giveFloor', t('act.giveFloor'), () => host.act({ type: 'giveFloor', personId: person.personId }), { look: done ? 'small plain' : 'small', person: person.personId, label: t('act.giveFloorTo', { name: person.name }) }) : nothing}</li>`
  })}</ul></section>`
}

function witnesses(host: HearingElement, view: HearingState, may: Set<CommandType>): Part {
  const all = Object.values(view.people).filter((person) => person.testimony !== null)
  if (all.length === 0 || (!may.has('callWitness') && !may.has('releaseWitness'))) return null
  return html`<section class="part"><h3>${t('task.witnesses')}</h3><ul class="list">${eachPerson(all, (person) => html`<li>${named(person, view)}
    <span class="tag ${person.testimony === 'testifying' ? 'gold' : ''}">${pick(labels.testimony[person.testimony!])}${person.connectionId ? '' : ` · ${t('person.away')}`}</span>
    ${person.testimony === 'notCalled' && may.has('callWitness') ? actButton('callWitness', t('act.callWitness'), () => host.act({ type: 'callWitness', personId: person.personId }), { look: 'small primary', person: person.personId, disabled: person.connectionId === null }) : nothing}
    ${person.testimony === 'testifying' && may.has('releaseWitness') ? actButton('releaseWitness', t('act.releaseWitness'), () => host.act({ type: 'releaseWitness', personId: person.personId }), { look: 'small', person: person.personId }) : nothing}</li>`)}</ul></section>`
}

function other(host: HearingElement, view: HearingState, may: Set<CommandType>): Part {
  const buttons = [
    may.has('summarizeIssues') ? actButton('summarizeIssues', t('act.summarizeIssues'), () => issues(host, view), { look: view.stage === 'issueSummary' && view.issues.length === 0 ? 'primary' : '' }) : null,
    may.has('announceOutcome') && (view.stage === 'judgment' || view.stage === 'summary') ? actButton('announceOutcome', t('act.announceOutcome'), () => outcome(host, view), { look: view.outcome ? '' : 'primary' }) : null,
    may.has('endRecess') ? actButton('endRecess', t('act.endRecess'), () => host.act({ type: 'endRecess' }), { look: 'primary' }) : null,
    may.has('beginRecess') ? actButton('beginRecess', t('act.beginRecess'), () => recess(host), { icon: 'clock' }) : null,
    may.has('closeCourt') ? actButton('closeCourt', t('act.closeCourt'), () => host.act({ type: 'closeCourt' }), { look: 'primary', icon: 'gavel' }) : null,
  ].filter((item) => item !== null)
  return buttons.length > 0 ? html`<section class="part"><div class="answers">${buttons}</div></section>` : null
}

/** What is still missing, and the next stage. */
function onward(host: HearingElement, view: HearingState, may: Set<CommandType>): Part {
  const next = nextStage(view)
  if (!may.has('advanceStage') || !next) return null
  const missing = missingOf(view, ruleOf(view).requires)
  return html`${missing.length > 0 ? html`<section class="part"><p class="fine soft">${t('task.missing')}</p><ul class="missing">${missing.map((text) => html`<li><tt-icon name="circle"></tt-icon><span>${pick(text)}</span></li>`)}</ul></section>` : nothing}
    <section class="part onward">${actButton('advanceStage', t('act.advanceStage', { stage: stageLabel(next) }), () => host.act({ type: 'advanceStage', expected: view.stage }), { look: missing.length > 0 ? '' : 'primary', icon: 'arrowRight' })}
    ${may.has('skipStage') ? actButton('skipStage', t('act.skipStage'), () => skip(host, view), { look: 'plain small' }) : nothing}</section>`
}

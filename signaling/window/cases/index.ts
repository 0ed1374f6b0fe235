import { WINDOW_FILES_ERASED_SUBJECT, type WindowFilesErased } from '#protocol/uploads.ts'
import type { AnyCaseCommand } from '#protocol/window/case.ts'
import { viewJson } from '#protocol/gateway.ts'
import { AppError } from '#protocol/errors.ts'
import type { CaseState } from '#domain/window/case/index.ts'
import { atOffice } from '#domain/window/clock/index.ts'
import { lensOf, viewOf } from '#domain/window/case/index.ts'
import { caseMayGoOn } from '#domain/window/session/index.ts'
import type { SessionState } from '#domain/window/session/index.ts'
import type { WindowSeat } from '#protocol/window/actor.ts'
import { Hosts } from '../../hosts/hosts.ts'
import type { WindowPapers } from '../papers/index.ts'
import { citizenOf } from '../matters/citizens.ts'
import { derived } from '../matters/secrets.ts'
import type { MatterCaller, MatterOptions, MatterParams, MatterSettings } from '../matters/wire.ts'
import { actorOf } from '../matters/wire.ts'
import { AccessLog } from './access-log.ts'
import { carryOver } from './carry.ts'
import { WindowFiles } from './files.ts'
import type { CaseHosts } from './law.ts'
import { caseLaw } from './law.ts'
import { numberFor } from './numbers.ts'
import { centrePlace, itemOf, officeFor, officePlace, partsFor } from './places.ts'
import { CaseList } from './projector.ts'
import { CaseKeys, createSealedStore } from './sealed-store.ts'
import { Vault } from './vault.ts'
import { Watchers, seesPapers } from './watchers.ts'

export const SYSTEM = { system: 'windows' } as const

export type CaseParts = { hosts: CaseHosts; list: CaseList; vault: Vault; keys: CaseKeys; files: WindowFiles; access: AccessLog; watchers: Watchers }

/** Everything that keeps cases, before anybody asks for one. */
export function caseParts(options: MatterOptions, settings: MatterSettings, key: Buffer): CaseParts {
  const { court, catalogue, lines, identityHmac } = options
  const { database, clock, log } = court
  const vault = new Vault({ database, key, identityHmac })
  const keys = new CaseKeys(database, key)
  const hosts = new Hosts({ ...court, store: createSealedStore(court.store, keys) }, caseLaw({ calendar: () => catalogue().calendar, settings: () => settings.cases, vault }))
  const onError = (error: unknown): void => log.error({ err: error }, 'the list of cases could not be written')
  const list = new CaseList({ database, clock, catalogue, settings: () => settings.cases, onError })
  return { hosts, list, vault, keys, files: new WindowFiles(database, async (sha256) => void (await court.bus.request(WINDOW_FILES_ERASED_SUBJECT, { sha256 } satisfies WindowFilesErased))), access: new AccessLog(database, clock), watchers: new Watchers(lines) }
}

/** The socket's calls about cases. */
export function caseCalls(options: MatterOptions, parts: CaseParts, papers: WindowPapers) {
  const { court, catalogue, calls } = options
  const { hosts, vault, files, access, watchers } = parts
  const { database, clock } = court

  /** The caller's call, where the caller may act in it for the citizen's matter. @throws AppError notInCall, notPermitted, identityFirst */
  async function atWork({ connectionId, seat }: MatterCaller): Promise<SessionState> {
    const session = await calls.joined(connectionId)
    if (!session?.people[seat.personId]) throw new AppError('notInCall')
    const isInCharge = seat.role === 'remoteClerk' ? session.clerk === seat.personId : seat.role === 'localClerk' || seat.role === 'helper'
    if (!isInCharge) throw new AppError('notPermitted')
    if (session.ended !== null) throw new AppError('sessionEnded')
    if (!caseMayGoOn(session)) throw new AppError('identityFirst')
    return session
  }

  async function begin(caseId: string, commandId: string, wanted: { itemCode: string; region: string; citizenId: string; centerId: string | null; session: SessionState | null }): Promise<string> {
    const { itemCode, region, citizenId, centerId, session } = wanted
    const { item, office } = officeFor(catalogue(), itemCode, region, session?.officeId ?? null)
    if (session === null && item.mode !== 'fullOnline') throw new AppError('notPermitted')
    const citizen = await citizenOf(database, citizenId)
    const name = citizen?.name ?? session?.people[citizenId]?.name
    if (name === undefined) throw new AppError('unknownPerson')
    const centre = centrePlace(catalogue(), centerId)
    const caseNo = await numberFor(database, caseId, office.region, atOffice(clock.now().toISOString()).day)
    await hosts.submit(caseId, {
      actor: SYSTEM, commandId,
      command: {
        type: 'open', caseId, caseNo, citizen: { personId: citizenId, name, phone: citizen?.phone ?? '' }, item: itemOf(item), office: officePlace(office), centre,
        windowId: session?.windowId ?? null, windowName: catalogue().windows.find(({ windowId }) => windowId === session?.windowId)?.name ?? '',
        ticketId: session?.ticketId ?? null, sessionId: session?.sessionId ?? null, parts: partsFor(catalogue(), item, office, centre),
      },
    })
    return caseNo
  }

  /** What comes from a browser names a file of this very case, and the facts of it are ours. @throws AppError notFound */
  async function checked(caseId: string, command: AnyCaseCommand): Promise<AnyCaseCommand> {
    if (command.type !== 'addMaterial') return command
    const found = await files.find(command.file.fileId)
    if (found?.owner.kind !== 'case' || found.owner.id !== caseId) throw new AppError('notFound')
    return { ...command, file: { fileId: found.fact.fileId, sha256: found.fact.sha256, pages: found.fact.pages.length } }
  }

  /** Numbers go under lock before the log names where they lie; those of a refused command are let go again. */
  async function submit(caseId: string, command: AnyCaseCommand, seat: WindowSeat, commandId: string): Promise<{ seq: number }> {
    const number = numberIn(command, (await hosts.get(caseId)).state)
    if (number !== null) await vault.keep(`case/${caseId}`, number)
    try {
      return await hosts.submit(caseId, { command, actor: actorOf(seat), commandId })
    } catch (error) {
      if (number !== null) await vault.forgetBut(`case/${caseId}`, await namedPlaces(hosts, caseId))
      throw error
    }
  }

  return {
    async openCase(caller: MatterCaller, { commandId, itemCode, region }: MatterParams<'openCase'>): Promise<{ caseId: string; caseNo: string }> {
      const { seat } = caller
      const caseId = derived('case', seat.personId, commandId)
      if (seat.role === 'serviceApplicant') {
        return { caseId, caseNo: await begin(caseId, commandId, { itemCode, region, citizenId: seat.personId, centerId: seat.centerId, session: null }) }
      }
      const session = await atWork(caller)
      if (session.caseLink !== null && session.caseLink.caseId !== caseId) throw new AppError('alreadyDone')
      const caseNo = await begin(caseId, commandId, { itemCode, region, citizenId: session.citizen, centerId: session.centerId, session })
      await calls.report(session.sessionId, { type: 'noteCaseOpened', caseId, caseNo }, derived('opened', caseId))
      await carryOver({ ...session, caseLink: { caseId, caseNo } }, parts, { mustFit: false })
      return { caseId, caseNo }
    },
    async carryIntoCase(caller: MatterCaller, _params: MatterParams<'carryIntoCase'>): Promise<Record<string, never>> {
      await carryOver(await atWork(caller), parts, { mustFit: true })
      return {}
    },
    async watchCase({ connectionId, seat }: MatterCaller, { caseId, purpose }: MatterParams<'watchCase'>) {
      const host = await hosts.get(caseId)
      await access.enter(host.state, seat, purpose)
      await papers.load(caseId)
      watchers.add(caseId, connectionId, seat)
      const { state } = host
      const view = viewOf(state, actorOf(seat))
      if (view === null) throw new AppError('notFound')
      return { seq: view.seq, view: viewJson(view), documents: seesPapers(state, seat) ? papers.list(caseId) : [] }
    },
    async unwatchCase({ connectionId }: MatterCaller, { caseId }: MatterParams<'unwatchCase'>): Promise<Record<string, never>> {
      watchers.remove(caseId, connectionId)
      return {}
    },
    async caseCommand({ seat }: MatterCaller, { caseId, commandId, command }: MatterParams<'caseCommand'>): Promise<{ seq: number }> {
      const state = (await hosts.get(caseId)).state
      // whoever sees nothing of a case is not told by a refusal that there is one
      if (lensOf(state, actorOf(seat)) === 'none') throw new AppError('notFound')
      return submit(caseId, await checked(caseId, command), seat, commandId)
    },
  }
}

function numberIn(command: AnyCaseCommand, state: CaseState): string | null {
  if (command.type === 'confirmIdentity') return command.number
  if (command.type !== 'fillField' || command.value === '') return null
  return state.item.form.find(({ fieldId }) => fieldId === command.fieldId)?.kind === 'idNumber' ? command.value : null
}

async function namedPlaces(hosts: CaseHosts, caseId: string): Promise<string[]> {
  const { identity, form } = (await hosts.get(caseId)).state
  return [identity?.mark, ...Object.values(form.values).map(({ mark }) => mark)].flatMap((mark) => (mark ? [mark.vaultId] : []))
}

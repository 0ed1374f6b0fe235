import type { PersonId } from '#protocol/ids.ts'
import type { StageId } from '#protocol/places.ts'
import type { HearingState } from './state.ts'
import type { Text } from './labels/text.ts'
import type { Script } from './script/cast.ts'
import { sittingKind } from './kinds/index.ts'
import { everybody, presidingOf } from './people.ts'
import { castOf } from './script/cast.ts'
import { mediationScript } from './script/mediation.ts'
import { procuratorateScript } from './script/procuratorate.ts'
import { trialScript } from './script/trial.ts'
import { ruleOf } from './stages.ts'

const SCRIPTS: Readonly<Record<'trial' | 'mediation' | 'procuratorate', Script>> = {
  trial: trialScript, mediation: mediationScript, procuratorate: procuratorateScript,
}

/** What is read aloud in a stage, sentence by sentence, and by whom. */
export type StageScript = { stage: StageId; reader: PersonId | null; lines: Text[] }

/** Filled from the case: names of bench, parties and clerk; the present stage unless another is named. */
export function stageScript(state: HearingState, stage: StageId = state.stage): StageScript {
  const lines = SCRIPTS[sittingKind(state.kind).wording][stage]?.(castOf(state)) ?? []
  const reader = ruleOf(state, stage).conductor === 'clerk'
    ? everybody(state).find((person) => person.role === 'clerk') ?? presidingOf(state)
    : presidingOf(state)
  return { stage, reader: reader?.personId ?? null, lines }
}

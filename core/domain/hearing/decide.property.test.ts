import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { HearingEvent } from '#protocol/hearing-events.ts'
import { PERMISSION_CODES, companyRule, decide, evolve, mayDo } from './index.ts'
import type { HearingState } from './state.ts'
import { everybody } from './people.ts'
import { stageIndex } from './stages.ts'
import { courts, planArbitrary, play, resolve } from './testing/random.ts'

// how long a loaded machine takes says nothing about the rules
vi.setConfig({ testTimeout: 600_000 })

describe('decide, for every reachable state', () => {
  it('H-4.1 a want of permission is refused exactly when the command is not among those offered', () => {
    fc.assert(fc.property(planArbitrary(), (plan) => {
      const commands = plan.steps.filter((step) => step.act === 'command')
      play(plan, null, (trial) => {
        for (const { by, command } of commands.slice(0, 12)) {
          const decision = decide(trial.state, resolve(trial.state, command), { personId: by }, trial.context())
          const refused = !decision.ok && (PERMISSION_CODES as readonly string[]).includes(decision.error.code)
          if (refused === mayDo(trial.state, by).includes(command.type)) {
            throw new Error(`${by} ${command.type}: ${decision.ok ? 'ok' : decision.error.code}`)
          }
        }
      })
    }), courts(30))
  })
  it('H-5.9 everybody is always where the rules of company let them be', () => {
    fc.assert(fc.property(planArbitrary(), (plan) => {
      play(plan, null, ({ state }) => {
        for (const person of everybody(state)) {
          const objection = companyRule(state, person, person.room)
          if (objection) throw new Error(`${person.personId} in ${person.room}: ${objection}`)
        }
      })
    }), courts(80))
  })
  it('H-1.3 every event decided keeps to its stored shape, and a decision holds at least one', () => {
    fc.assert(fc.property(planArbitrary(), (plan) => {
      for (const fact of play(plan).facts) expect(HearingEvent.parse(fact.event)).toEqual(fact.event)
    }), courts(30))
  })
  it('H-1.4 the log alone gives the state back', () => {
    fc.assert(fc.property(planArbitrary(), (plan) => {
      const trial = play(plan)
      const again = trial.facts.reduce<HearingState | null>((state, fact) => evolve(state, JSON.parse(JSON.stringify(fact))), null)
      expect(again).toEqual(trial.state)
    }), courts(30))
  })
  it('H-3.2 stages are entered in the order of the plan, and none is passed over without a reason', () => {
    fc.assert(fc.property(planArbitrary(), (plan) => {
      play(plan, (before, { event }, after) => {
        if (event.type !== 'stageEntered') return
        expect(stageIndex(after, after.stage)).toBeGreaterThan(stageIndex(before, before.stage))
        for (const entry of after.stages.slice(0, stageIndex(after, after.stage))) {
          expect(entry.enteredAt !== null || entry.skippedReason !== null).toBe(true)
        }
      })
    }), courts(80))
  })
  it('H-1.5 the same arguments give the same answer', () => {
    fc.assert(fc.property(planArbitrary(15), (plan) => {
      play(plan, null, (trial) => {
        for (const step of plan.steps) {
          if (step.act !== 'command') continue
          const context = { now: trial.now(), newId: () => 'same', recordDigest: 'a'.repeat(64) }
          const ask = () => decide(trial.state, resolve(trial.state, step.command), { personId: step.by }, context)
          expect(ask()).toEqual(ask())
        }
      })
    }), courts(20))
  })
})

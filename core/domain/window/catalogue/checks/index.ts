import { identifiers } from './identifiers.ts'
import { items } from './items.ts'
import { places } from './places.ts'
import { staff } from './staff.ts'
import { time } from './time.ts'
import type { Check } from './report.ts'

/** All rules on how the parts of a catalogue hang together. */
export const CHECKS: readonly Check[] = [identifiers, places, staff, items, time]

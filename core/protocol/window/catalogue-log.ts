import { z } from 'zod'
import { Sha256 } from '../ids.ts'
import { Catalogue } from './catalogue.ts'

/** The catalogue of an installation, version by version: stream `catalogue/main`, one event for each import. */

/* ── STORED FOR EVER: whoever changes a shape below writes an upcaster for what offices have on disk ── */

export const CatalogueEvent = z.discriminatedUnion('type', [
  /** `sha256`: of the catalogue's canonical JSON, told to whoever imported it. */
  z.strictObject({ type: z.literal('catalogueImported'), catalogue: Catalogue, sha256: Sha256, origin: z.enum(['seed', 'import']) }),
])
export type CatalogueEvent = z.infer<typeof CatalogueEvent>

/** Only from supervisors, or the installation itself at its first start. */
export type CatalogueCommand = { type: 'importCatalogue'; catalogue: Catalogue; origin: 'seed' | 'import' }

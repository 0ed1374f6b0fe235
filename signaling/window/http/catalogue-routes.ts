import express, { type Request, type Router } from 'express'
import { unzipSync, zipSync, strToU8 } from 'fflate'
import { AppError } from '#protocol/errors.ts'
import { WINDOW_ROUTES } from '#protocol/window/http.ts'
import type { Catalogue } from '#protocol/window/catalogue.ts'
import { CatalogueError, problemText, readCatalogue, readCatalogueCsv, toCsv } from '#domain/window/catalogue/index.ts'
import { canonicalJson, sha256Hex } from '#platform/canonical.ts'
import { derived } from '../matters/secrets.ts'
import { enterAsStaff } from './enter.ts'
import type { WindowRouterOptions } from './index.ts'

const MIB = 2 ** 20
const MOST_BYTES = 32 * MIB
/** Of what a ZIP file unpacks to: whoever packs more packs no catalogue. */
const MOST_UNPACKED = 128 * MIB
const MOST_ENTRIES = 60
/** So many of the problems are told; whoever has more has them in the next answer. */
const MOST_TOLD = 500
const ZIP = 'application/zip'

/** The whole catalogue, out and in. In: as a whole or not at all, by supervisors alone (W-1.1). */
export function addCatalogueRoutes(router: Router, { court, catalogues, door }: WindowRouterOptions): void {
  router.get(WINDOW_ROUTES.exportCatalogue.path, async (request, response) => {
    await enterAsStaff(request, door)
    const catalogue = catalogues.current()
    response.set('Cache-Control', 'no-store')
    const name = `catalogue-${catalogue.version}`
    if (request.query['format'] === 'csv') {
      const files = Object.fromEntries([...toCsv(catalogue)].map(([file, text]) => [file, strToU8(text)]))
      response.set('Content-Disposition', `attachment; filename="${name}.zip"`).type(ZIP).send(Buffer.from(zipSync(files)))
      return
    }
    response.set('Content-Disposition', `attachment; filename="${name}.json"`).json(catalogue)
  })

  const body = express.raw({ type: () => true, limit: MOST_BYTES })
  // who may is asked before the body is read
  const admitted: express.RequestHandler = async (request, _response, next) => {
    await enterAsStaff(request, door, 'supervisor')
    next()
  }
  router.put(WINDOW_ROUTES.importCatalogue.path, admitted, body, async (request, response) => {
    const seat = await enterAsStaff(request, door, 'supervisor')
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const catalogue = readOrTell(request, bytes)
    const { version } = await catalogues.take(catalogue, seat, derived('import', catalogues.current().version, sha256Hex(canonicalJson(catalogue))))
    court.log.info({ by: seat.personId, version }, 'a catalogue was taken in')
    response.json({ version })
  })
}

/** @throws AppError catalogueInvalid with every problem as one line of `problems`, in Chinese, and `problemsEn` */
function readOrTell(request: Request, bytes: Buffer): Catalogue {
  try {
    // by what it is, not by what it is called
    if (bytes.subarray(0, 2).toString('latin1') === 'PK' || request.is(ZIP)) return readCatalogueCsv(unpack(bytes))
    return readCatalogue(parse(bytes))
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error
    const told = error.problems.slice(0, MOST_TOLD)
    throw new AppError('catalogueInvalid', {
      ...error.details, problems: told.map((one) => problemText(one, 'zh')).join('\n'), problemsEn: told.map((one) => problemText(one, 'en')).join('\n'),
    })
  }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new AppError('badMessage', { path: 'body' })
  }
}

/** @throws AppError tooLarge for what unpacks to more than a catalogue; badMessage for what is no ZIP file */
function unpack(bytes: Buffer): Map<string, Uint8Array> {
  let [total, entries] = [0, 0]
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        total += originalSize
        entries += 1
        if (total > MOST_UNPACKED || entries > MOST_ENTRIES) throw new AppError('tooLarge')
        // folders and what file managers add
        return !name.endsWith('/') && !name.startsWith('__MACOSX/') && !name.endsWith('.DS_Store')
      },
    })
    return new Map(Object.entries(files))
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('badMessage', { path: 'body' })
  }
}

import { Catalogue } from '#protocol/window/catalogue.ts'
import { CHECKS } from './checks/index.ts'
import { loosen } from './loose.ts'
import { inJson } from './place.ts'
import type { Where } from './place.ts'
import { CatalogueError, problem } from './problems.ts'
import type { CatalogueProblem } from './problems.ts'
import { shapeProblems } from './shape.ts'

/**
 * Takes in a catalogue whole or not at all (W-1.1): its shape and everything that refers to something else.
 * @param where says where each part was written; without it places are those of the JSON
 * @throws CatalogueError with every problem found
 */
export function readCatalogue(data: unknown, where: Where = inJson): Catalogue {
  const { catalogue, problems } = shapeProblems(data, where)
  const all = [...problems, ...crossProblems(data, where)]
  if (!catalogue || all.length > 0) throw new CatalogueError(all)
  return catalogue
}

/** What does not hang together in as much of the data as can be understood. */
function crossProblems(data: unknown, where: Where): CatalogueProblem[] {
  const draft = loosen(Catalogue, data)
  if (!draft) return []
  const problems: CatalogueProblem[] = []
  for (const check of CHECKS) check(draft, (path, rule, details) => problems.push(problem(where(path), rule, details)))
  return problems
}

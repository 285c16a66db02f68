import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { diagnose } from '../shared/diagnosis/diagnose.ts'
import { gatherFacts } from '../shared/facts/gather-facts.ts'
import { RULES } from '../shared/lint/registry.ts'
import { runLint } from '../shared/lint/run-lint.ts'
import { attemptsToDiagnose } from './diagnose-attempts.ts'

/**
 * For the benches of the diagnosis: `write FOLDER COUNT` fills a folder with attempt files, `time ROUNDS` prints what one
 * diagnosis from gathered facts took, in milliseconds of processor time, as a JSON array.
 */
const [act = '', first = '', second = ''] = process.argv.slice(2)
const evidences = await Promise.all(attemptsToDiagnose().map((builder) => builder.evidence()))

if (act === 'write') {
  for (let index = 0; index < Number(second); index += 1) {
    const { profile, ...evidence } = evidences[index % evidences.length] ?? evidences[0]!
    const id = `attempt-${String(index).padStart(4, '0')}`
    await writeFile(
      join(first, `${id}.attempt.json`),
      JSON.stringify({ ...evidence, format: 'attempt/1', id, profile: profile.id }),
    )
  }
} else {
  const timesMs: number[] = []
  for (let round = 0; round < Number(first); round += 1) {
    for (const evidence of evidences) {
      // Gathered anew each time: what a rule keeps for the same facts does not help the next round.
      const facts = await gatherFacts(evidence)
      const from = process.cpuUsage()
      diagnose(facts, runLint(facts, RULES))
      const { user, system } = process.cpuUsage(from)
      timesMs.push((user + system) / 1_000)
    }
  }
  process.stdout.write(JSON.stringify(timesMs))
}

import { judgePaste } from '../../../shared/evidence/judge-paste.ts'
import { gatherFacts } from '../../../shared/facts/gather-facts.ts'
import { RULES } from '../../../shared/lint/registry.ts'
import { runLint } from '../../../shared/lint/run-lint.ts'
import { profileById } from '../../../shared/profiles/registry.ts'
import type { LintQuestion, LintReply, PasteQuestion, PasteReply } from './lint-messages.ts'
import { toPortable } from './portable-findings.ts'

/** Facts and rules in a thread of their own, so that no rule ever holds up a keystroke. */
addEventListener('message', (event: MessageEvent<LintQuestion | PasteQuestion>) => {
  const { data } = event
  const { id } = data
  const answer = (reply: LintReply | PasteReply) => self.postMessage(reply)
  if ('paste' in data) {
    judgePaste(data.paste, data.answers).then(
      (judgement) => answer({ id, judgement }),
      (error: unknown) => answer({ id, failed: error instanceof Error ? error.message : 'no more is known' }),
    )
    return
  }
  const { profile, evidence } = data
  judge(profile, evidence).then(
    (result) => answer({ id, result }),
    (error: unknown) => answer({ id, failed: error instanceof Error ? error.message : 'no more is known' }),
  )
})

async function judge(named: LintQuestion['profile'], evidence: LintQuestion['evidence']) {
  const profile = typeof named === 'string' ? profileById(named) : named
  if (!profile) throw new Error('there is no such profile')
  const facts = await gatherFacts({ ...evidence, profile })
  return toPortable(runLint(facts, RULES), evidence.texts)
}

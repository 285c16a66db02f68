import type { Problem } from '../../../shared/contract/problem.ts'
import type { ProfileProblem } from '../../../shared/contract/profiles.ts'
import { RULES } from '../../../shared/lint/registry.ts'
import type { Finding, LintResult } from '../../../shared/lint/run-lint.ts'
import { ruleStates } from '../../../shared/lint/rule-states.ts'
import type { Profile } from '../../../shared/profiles/profile.ts'
import { ProfileCard } from './profile-card.tsx'
import { ReasonCard } from './reason-card.tsx'
import { RuleList } from './rule-list.tsx'
import styles from './rules-panel.module.css'

export interface RulesPanelProps {
  readonly profile: Profile
  readonly result: LintResult
  /** False until the rules have run once. */
  readonly judged: boolean
  /** The rule that somebody asked about. */
  readonly ruleId: string | undefined
  readonly ownProblems: readonly ProfileProblem[]
  readonly copied: string | undefined
  readonly problem: Problem | undefined
  readonly onCopy: (name: string) => void
  readonly onReadAgain: () => void
  readonly onShow: (finding: Finding) => void
}

/** Every rule in force, what it says now and where it is written; what this kind of server wants, and how sure that is. */
export function RulesPanel(props: RulesPanelProps) {
  const { profile, result, judged, ruleId, problem } = props
  return (
    <div className={styles.panel}>
      <h1 id="rules-title" className={styles.title}>
        Rules
      </h1>
      <p className={styles.lead}>
        What {profile.name} asks for, where that is written, and what each rule says of the texts as they are
        now.
      </p>
      {problem && (
        <p role="alert" className={styles.problem}>
          <strong>{problem.title}.</strong> {problem.detail}
        </p>
      )}
      <div className={styles.columns}>
        <RuleList
          key={ruleId ?? ''}
          states={judged ? ruleStates(profile, result, RULES) : []}
          judged={judged}
          ruleId={ruleId}
          onShow={props.onShow}
        />
        <div className={styles.stack}>
          <ReasonCard reason={profile.reason} />
          <ProfileCard
            profile={profile}
            ownProblems={props.ownProblems}
            copied={props.copied}
            onCopy={props.onCopy}
            onReadAgain={props.onReadAgain}
          />
        </div>
      </div>
    </div>
  )
}

import { lazy } from 'react'
import { profileKey } from '../../shared/profiles/own-profile.ts'
import type { Finding } from '../../shared/lint/run-lint.ts'
import { problemOf } from '../api/call.ts'
import { useCopyProfile, useOwnProfiles } from './use-profiles.ts'
import type { Workbench } from './workbench.ts'

export const loadRulesPanel = () => import('../features/rules/rules-panel.tsx')
const RulesPanel = lazy(loadRulesPanel)

export interface RulesScreenProps {
  readonly workbench: Workbench
  readonly ruleId: string | undefined
  readonly onShow: (finding: Finding) => void
}

export function RulesScreen({ workbench, ruleId, onShow }: RulesScreenProps) {
  const own = useOwnProfiles()
  const copy = useCopyProfile()
  const { profile, live } = workbench
  const problem = own.error ?? copy.error
  return (
    <RulesPanel
      profile={profile}
      result={live}
      judged={live.judged}
      ruleId={ruleId}
      ownProblems={own.data?.problems ?? []}
      copied={copy.data?.path}
      problem={problem ? problemOf(problem) : undefined}
      onCopy={(name) => copy.mutate({ from: profileKey(profile), name })}
      onReadAgain={() => void own.refetch()}
      onShow={onShow}
    />
  )
}

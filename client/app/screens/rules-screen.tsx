import { profileKey } from '../../../shared/profiles/own-profile.ts'
import { RulesPanel } from '../../features/rules/rules-panel.tsx'
import { problemOf } from '../../api/call.ts'
import { useCopyProfile, useOwnProfiles } from '../use-profiles.ts'
import type { ScreenProps } from './screen-props.ts'

export default function RulesScreen({ workbench, place, onShowFinding }: ScreenProps) {
  const own = useOwnProfiles()
  const copy = useCopyProfile()
  const { profile, live } = workbench
  const problem = own.error ?? copy.error
  return (
    <RulesPanel
      profile={profile}
      result={live}
      judged={live.judged}
      ruleId={place.ruleId}
      ownProblems={own.data?.problems ?? []}
      copied={copy.data?.path}
      problem={problem ? problemOf(problem) : undefined}
      onCopy={(name) => copy.mutate({ from: profileKey(profile), name })}
      onReadAgain={() => void own.refetch()}
      onShow={onShowFinding}
    />
  )
}

import type { ClientFault } from '../../../shared/practice/client-faults.ts'
import { defaultDraft } from '../../../shared/environment/default-draft.ts'
import { PracticePanel } from '../../features/practice/practice-panel.tsx'
import { problemOf } from '../../api/call.ts'
import { putFault } from '../put-fault.ts'
import type { ScreenProps } from './screen-props.ts'
import { useChangePractice } from '../use-practice.ts'

/** The practice server's switches, and the mistakes that can be put into the practice environment's texts. */
export default function PracticeScreen({ practice, environment, workbench, show }: ScreenProps) {
  const change = useChangePractice()
  const problem = practice.error ?? change.error
  const { draft, setDraft, key, jwks, profile } = workbench
  const isOpen = environment.origin === 'practice'
  const put = (fault: ClientFault) => {
    setDraft(putFault(draft, fault, environment))
    if (fault.needsStrict) change.mutate({ strict: true })
    show('assertion')
  }
  const putRight = () => {
    change.mutate({ faults: [] })
    const moment = { jti: crypto.randomUUID(), now: Date.now() / 1_000 }
    setDraft(defaultDraft({ environment, profile, key, jwksBody: jwks?.body, ...moment }))
  }
  return (
    <PracticePanel
      practice={practice.data}
      problem={problem ? problemOf(problem) : undefined}
      onStrict={(strict) => change.mutate({ strict })}
      onDpop={(dpop) => change.mutate({ dpop })}
      onFaults={(faults) => change.mutate(faults)}
      onPut={isOpen ? put : undefined}
      onRight={isOpen ? putRight : undefined}
    />
  )
}

import type { Environment, LaunchDraft } from '../../../shared/contract/environments.ts'
import type { Login } from '../../../shared/contract/logins.ts'
import type { Problem } from '../../../shared/contract/problem.ts'
import type { LintResult } from '../../../shared/lint/run-lint.ts'
import type { FreshValues } from '../../../shared/authorization/fresh-values.ts'
import { Button } from '../../ui/button/button.tsx'
import { BuilderForm } from './builder-form.tsx'
import { ComparedCard } from './compared-card.tsx'
import { LoginCard } from './login-card.tsx'
import styles from './launch-panel.module.css'
import { ScopeBuilder } from './scope-builder.tsx'
import { StartCard } from './start-card.tsx'
import { UrlCard } from './url-card.tsx'
import type { Diagnosed } from './came-back.tsx'

export interface LaunchPanelProps {
  readonly environment: Environment
  readonly draft: LaunchDraft
  readonly onDraft: (next: LaunchDraft) => void
  /** As it will be opened. */
  readonly url: string
  /** State, nonce and challenge of the login to come; undefined until they are made. */
  readonly fresh: FreshValues | undefined
  readonly live: LintResult & { readonly judged: boolean }
  /** Newest first. */
  readonly logins: readonly Login[]
  readonly problem: Problem | undefined
  readonly now: number
  readonly redirectUri: string
  readonly launchUrl: string
  /** What the server's documents list; undefined: not known. */
  readonly scopesSupported: readonly string[] | undefined
  readonly authorizationEndpoint: string | undefined
  /** Fetches the SMART configuration below the FHIR base; undefined where there is no FHIR base. */
  readonly onDiscover: (() => void) | undefined
  readonly discovering: boolean
  readonly discoverProblem: string | undefined
  /** @returns the URL to open */
  readonly onStart: () => Promise<string | undefined>
  readonly onCancel: (login: Login) => void
  readonly onTakeRedirect: (address: string) => Promise<boolean | undefined>
  /** The code goes into the token request. */
  readonly onUseCode: (login: Login) => void
  readonly onGoToRequest: () => void
  readonly onDiagnose: (login: Login) => Promise<Diagnosed | { readonly problem: Problem }>
}

/** Step 4: the authorization request, the browser's way to the server and back. */
export function LaunchPanel(props: LaunchPanelProps) {
  const { draft, logins, problem } = props
  const latest = logins[0]
  const canOpen = /^https?:\/\/[^/?#]/i.test(draft.template) && props.fresh !== undefined
  const open = async () => {
    const url = await props.onStart()
    if (url !== undefined) window.open(url, '_blank', 'noopener,noreferrer')
  }
  return (
    <section aria-labelledby="launch-title" className={styles.panel}>
      <header className={styles.head}>
        <div>
          <h1 id="launch-title" className={styles.title}>
            Launch
          </h1>
          <p className={styles.lead}>
            The authorization request that sends the browser to the server, and the redirect that brings a
            code back. A backend service without a user skips this step.
          </p>
        </div>
        <Button
          kind={latest?.state === 'returned' && latest.callback?.code?.uses === 0 ? 'plain' : 'primary'}
          isDisabled={!canOpen}
          onPress={() => void open()}
        >
          {latest?.state === 'waiting' ? 'Open a new login' : 'Open'}
        </Button>
      </header>
      {problem && (
        <p role="alert" className={styles.problem}>
          <strong>{problem.title}.</strong> {problem.detail}
        </p>
      )}
      <div role="status" className={styles.status}>
        {latest && <LoginCard key={latest.id} {...props} login={latest} onOpenAgain={() => void open()} />}
      </div>
      <div className={styles.columns}>
        <div className={styles.stack}>
          <StartCard {...props} />
          <BuilderForm {...props} />
        </div>
        <div className={styles.stack}>
          <UrlCard {...props} />
          <ComparedCard {...props} />
          <ScopeBuilder {...props} />
        </div>
      </div>
    </section>
  )
}

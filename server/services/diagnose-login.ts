import type { RequestOf, ResponseOf } from '../../shared/contract/operation.ts'
import type { diagnoseLogin } from '../../shared/contract/logins.ts'
import { explainsAuthorization } from '../../shared/diagnosis/authorization-causes.ts'
import { diagnose } from '../../shared/diagnosis/diagnose.ts'
import { gatherFacts } from '../../shared/facts/gather-facts.ts'
import { profileById } from '../../shared/profiles/registry.ts'
import type { AttemptStore } from './attempts.ts'
import type { DocumentStore } from './fetch-document.ts'
import type { Logins } from './logins.ts'
import type { EnvironmentStore } from './ports.ts'

export interface DiagnoseLoginParts {
  readonly logins: Logins
  readonly environments: EnvironmentStore
  readonly documents: DocumentStore
  readonly attempts: AttemptStore
}

/** Why the server came back with an error, from the request as it was opened: the same engine as for an answer. */
export const makeDiagnoseLogin =
  ({ logins, environments, documents, attempts }: DiagnoseLoginParts) =>
  async ({ id }: RequestOf<typeof diagnoseLogin>): Promise<ResponseOf<typeof diagnoseLogin>> => {
    const { login, launch, authorizationRequest, callback } = logins.secrets(id)
    const environment = environments.get(login.environmentId)
    const profile = profileById(environment.profile) ?? profileById('rfc7523')
    if (profile === undefined) return { causes: [] }
    // The rules are loaded when they are first asked for, not with the program: its start is measured.
    const [{ RULES }, { runLint }] = await Promise.all([
      import('../../shared/lint/registry.ts'),
      import('../../shared/lint/run-lint.ts'),
    ])
    const facts = await gatherFacts({
      profile,
      id,
      flow: 'authorize',
      sentAt: login.startedAt,
      environment: environment.settings,
      documents: documents.list(environment.id),
      history: attempts.history(environment.id).filter(({ sentAt }) => (sentAt ?? 0) < login.startedAt),
      authorizationRequest,
      ...(launch === undefined ? {} : { launch }),
      ...(callback === undefined ? {} : { callback }),
    })
    const { causes: all } = diagnose(facts, runLint(facts, RULES))
    const causes = all.filter(
      ({ id: cause, finding }) => finding !== undefined || explainsAuthorization(cause),
    )
    return {
      causes: causes.map(({ id: causeId, title, grade, evidence, settle, finding }) => ({
        id: causeId,
        title,
        grade,
        evidence,
        ...(settle === undefined ? (finding ? { settle: finding.fix } : {}) : { settle }),
      })),
    }
  }

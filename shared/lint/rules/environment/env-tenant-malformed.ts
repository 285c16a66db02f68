import { defineRule, fail, pass } from '../../define-rule.ts'
import { entraCredentials } from '../../sources.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i
const SHARED = new Set(['common', 'organizations', 'consumers'])

export const envTenantMalformed = defineRule({
  id: 'env-tenant-malformed',
  title: 'The tenant in the URL is not a tenant id',
  object: 'environment',
  source: entraCredentials(),
  severity: {
    epic: 'off',
    smart: 'off',
    rfc7523: 'off',
    fapi2: 'off',
    'oracle-health': 'error',
    entra: 'error',
  },
  proof: 'P',
  fix: 'Copy the tenant id again.',
  check({ endpoints, environment, profile }) {
    const url = endpoints.post ?? environment.tokenEndpoint
    if (url === undefined) return pass
    const tenant = (profile.id === 'entra' ? /^https?:\/\/[^/]+\/([^/?#]*)/ : /\/tenants\/([^/?#]*)/).exec(
      url,
    )?.[1]
    if (tenant === undefined || UUID.test(tenant)) return pass
    if (profile.id === 'entra') {
      if (DOMAIN.test(tenant)) return pass
      if (SHARED.has(tenant)) {
        return fail(
          '/environment/tokenEndpoint',
          `The tenant is "${tenant}", which stands for no one tenant.`,
          {
            actual: tenant,
            severity: 'warning',
            proof: 'S',
          },
        )
      }
    }
    return fail(
      '/environment/tokenEndpoint',
      `The tenant segment "${tenant}" is not a UUID (${tenant.length} characters).`,
      {
        actual: tenant,
      },
    )
  },
})

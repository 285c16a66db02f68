import type { Profile } from './profile.ts'

export const entra: Profile = {
  id: 'entra',
  name: 'Microsoft Entra ID',
  family: 'rfc7523',
  parameters: {
    aud: ['POST'],
    algs: ['PS256', 'RS256'],
    clientIdParam: 'required',
    scopeRequired: 'client_credentials',
    thumbprintHeader: ['x5t#S256', 'x5t'],
  },
  facts: [
    {
      name: 'aud',
      about: ['aud'],
      value: 'The v2.0 token endpoint of the tenant',
      standing: 'documented',
      source: 'Microsoft, certificate credentials',
      url: 'https://learn.microsoft.com/entra/identity-platform/certificate-credentials',
    },
    {
      name: 'header',
      about: ['algs', 'thumbprintHeader'],
      value: 'PS256 with x5t#S256; older pages RS256 with x5t',
      standing: 'documented',
      source: 'Microsoft, certificate credentials',
      url: 'https://learn.microsoft.com/entra/identity-platform/certificate-credentials',
    },
    {
      name: 'lifetime',
      about: ['maxLifetimeS'],
      value: '5 to 10 minutes advised, not limited at present',
      standing: 'documented',
      source: 'Microsoft, certificate credentials',
      url: 'https://learn.microsoft.com/entra/identity-platform/certificate-credentials',
    },
    {
      name: 'client_id and scope',
      about: ['clientIdParam', 'scopeRequired'],
      value: 'Both required; scope ends in /.default',
      standing: 'documented',
      source: 'Microsoft identity platform',
    },
    {
      name: 'answers',
      value: 'An AADSTS code with trace and correlation ids',
      standing: 'documented',
      source: 'Microsoft identity platform',
    },
  ],
  reason: {
    where: 'In the AADSTS code of the description, and in the sign-in log.',
    how: [
      'Entra admin center, Monitoring, Sign-in logs, Service principal sign-ins.',
      'Filter by the correlation id of the answer.',
      'Read the failure reason; the code is explained at login.microsoftonline.com/error.',
    ],
    standing: 'documented',
    source: 'Microsoft identity platform',
  },
}

import { startDisagreeing } from './fakes/disagreeing-server.ts'
import { expect, test } from './support/test.ts'

test('documents in conflict are marked value by value, and nothing in dispute is filled', async ({
  page,
  workbench,
}) => {
  const server = await startDisagreeing()
  try {
    await page.goto(workbench.bootUrl)
    await page.getByRole('button', { name: 'Start from an environment' }).click()
    await page.getByLabel(/FHIR base, issuer/).fill(server.fhirBaseUrl)
    await page.getByRole('button', { name: 'Discover and start' }).click()
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(
      page.getByText(/The documents disagree on token_endpoint, issuer, jwks_uri\. Nothing is filled/),
    ).toBeVisible()

    const table = page.getByRole('table', { name: 'What each document says' })
    for (const [member, values] of Object.entries(server.states)) {
      const rows = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: member }) })
      await expect(rows).toHaveCount(values.length)
      await expect(rows.getByText('conflict')).toHaveCount(values.length)
      for (const value of values)
        await expect(rows.locator('code').getByText(value, { exact: true }), value).toBeVisible()
    }
    await expect(page.getByText('Token endpoint left as it is: the documents disagree.')).toBeVisible()
    await expect(page.getByText('Issuer left as it is: the documents disagree.')).toBeVisible()
    const tokenEndpoint = page.getByLabel('Token endpoint', { exact: true })
    await expect(tokenEndpoint).toHaveValue('')
    await expect(page.getByLabel('Issuer', { exact: true })).toHaveValue('')
    // What all agree on is filled: the conflict elsewhere does not take it away.
    await expect(page.getByLabel('Authorization endpoint', { exact: true })).toHaveValue(
      server.authorizationEndpoint,
    )

    await page.reload()
    await expect(tokenEndpoint).toHaveValue('')
    const [, chosen = ''] = server.states.token_endpoint
    await page.getByRole('button', { name: `Use this token_endpoint: ${chosen}`, exact: true }).click()
    await expect(tokenEndpoint).toHaveValue(chosen)
    await expect(page.getByLabel('Issuer', { exact: true })).toHaveValue('')
  } finally {
    await server.stop()
  }
})

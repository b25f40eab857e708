/** Asking enrichers as a person does it: what is there, one more question, all of them, and what must be set first. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PAGES } from './pages.ts'
import { noChromium, type Stage, setStage } from './stage.ts'

describe.skipIf(noChromium())('enrichment', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(() => stage.close())
  const lastAsked = () => stage.api.asked.at(-1)

  test('an indicator shows what is known, how old it is, and what it leads to', async () => {
    const { page } = await stage.visit()
    await PAGES.enrichment?.(page, stage.api.baseUrl)
    const panel = page.getByRole('region', { name: 'Enrichment' })
    await panel.getByText('Netherlands (NL)').waitFor()
    await panel.getByText('no longer current').waitFor()
    expect(await panel.getByText('known here').count()).toBe(1)
    await panel.getByRole('button', { name: '6 more' }).click()
    await panel.getByText('ns8[.]kestrel-sample[.]com').waitFor()
    await page.context().close()
  })

  test('one is asked by name, an old answer anew, and all that tell no more than their provider at once', async () => {
    const { page } = await stage.visit()
    await PAGES.enrichment?.(page, stage.api.baseUrl)
    const panel = page.getByRole('region', { name: 'Enrichment' })
    await panel.getByRole('button', { name: 'Ask RDAP registration again' }).click()
    await expect.poll(() => lastAsked()?.body).toEqual({ enricher: 'rdap', fresh: true })
    await panel.getByRole('button', { name: 'Ask urlscan.io' }).click()
    await panel.getByText('Answer of urlscan.io').waitFor()
    expect(lastAsked()?.body).toEqual({ enricher: 'urlscan-search', fresh: false })
    await page.context().close()
  })

  test('an enricher shows what is left by our count, and what its provider says', async () => {
    const { page } = await stage.visit()
    await page.goto(`${stage.api.baseUrl}/enrichers`)
    await page.getByText('provider: 29 left').waitFor()
    await page.goto(`${stage.api.baseUrl}/enrichers/urlscan-search`)
    await page.getByText(/^29 of 30 left this minute, anew at 2026-01-15 20:01/).waitFor()
    await page.getByText('60 of 60 this minute, 9,871 of 10,000 today').waitFor()
    await page.context().close()
  })

  test('what cannot be asked says why, and leads to where that is set', async () => {
    const { page } = await stage.visit()
    await PAGES.enrichment?.(page, stage.api.baseUrl)
    const panel = page.getByRole('region', { name: 'Enrichment' })
    await panel.getByText('All 10 questions of today are asked.').waitFor()
    await panel.getByText('Not asked: Shodan, AbuseIPDB.').waitFor()
    await panel.getByRole('link', { name: 'Add a key: VirusTotal' }).click()
    await page.waitForURL(/\/enrichers\/virustotal-lookup$/)
    await page.getByLabel('API key').fill('right-key')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    expect(lastAsked()).toEqual({
      method: 'PATCH',
      path: '/enrichers/virustotal-lookup',
      body: { settings: { key: 'right-key' } },
    })
    await page.getByText('Ready', { exact: true }).waitFor()
    expect(await page.content()).not.toContain('right-key')
    await page.context().close()
  })

  test('the list says who can be asked; one that is off is switched on from its page', async () => {
    const { page } = await stage.visit()
    await PAGES.overview?.(page, stage.api.baseUrl)
    await page.keyboard.press('g')
    await page.keyboard.press('e')
    await page.getByRole('heading', { name: 'Outside, without a key' }).waitFor()
    await page.getByRole('link', { name: 'Shodan InternetDB' }).click()
    await page.getByRole('button', { name: 'Switch on: Shodan InternetDB' }).click()
    await page.getByRole('button', { name: 'Switch off: Shodan InternetDB' }).waitFor()
    expect(lastAsked()?.body).toEqual({ enabled: true })
    await page.context().close()
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PAGES } from './pages.ts'
import { noChromium, type Stage, setStage } from './stage.ts'

describe.skipIf(noChromium())('protection', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage()
  }, 120_000)
  afterAll(() => stage.close())

  it('gives a verdict by one key with a reason, and takes it back by another', async () => {
    const { page, complaints } = await stage.visit()
    await PAGES.verdict?.(page, stage.api.baseUrl)
    const panel = page.getByRole('region', { name: 'Verdict' })
    await panel.getByRole('textbox', { name: 'Reason' }).fill('seen in the incident of Monday')
    await panel.getByRole('heading').click()
    await page.keyboard.press('m')
    await panel.getByText('seen in the incident of Monday').waitFor()
    expect(stage.api.asked.at(-1)?.body).toMatchObject({ verdict: 'malicious', reason: 'seen in the incident of Monday' })
    await page.keyboard.press('u')
    await panel.getByText('seen in the incident of Monday').waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  }, 60_000)

  it('asks the exit gate, and says what a block would hit', async () => {
    const { page } = await stage.visit()
    await PAGES.protection?.(page, stage.api.baseUrl)
    const gate = page.getByRole('region', { name: 'Exit gate' })
    await gate.getByRole('textbox').fill('8.8.8.8 kit.weebly.com')
    await gate.getByRole('button', { name: 'Ask' }).click()
    await gate.getByText('Refused').waitFor()
    await gate.getByText('never the domain above it').waitFor()
  }, 60_000)

  it('switches a list off in place', async () => {
    const { page } = await stage.visit()
    await PAGES.protection?.(page, stage.api.baseUrl)
    await page.getByRole('button', { name: 'Switch off: public DNS resolvers' }).click()
    await page.getByRole('button', { name: 'Switch on: public DNS resolvers' }).waitFor()
    expect(stage.api.asked.at(-1)).toMatchObject({ method: 'PATCH', path: '/lists/public-resolvers', body: { enabled: false } })
  }, 60_000)
})

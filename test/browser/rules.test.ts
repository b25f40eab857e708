/** Rules in the dashboard: on and off, what is wrong beside its line, a preview over the past, what was found. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noChromium, type Stage, setStage } from './stage.ts'

describe.skipIf(noChromium())('rules', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(() => stage.close())
  const url = (path: string): string => `${stage.api.baseUrl}${path}`
  const asked = (path: string) => stage.api.asked.filter(each => each.path === path)

  test('a rule is switched on in the list, and one that cannot run says why', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/rules'))
    await page.getByText('there is no field "ip"').waitFor()
    const own = page.getByRole('checkbox', { name: /A rule of ours/ })
    await own.check()
    await page.getByText('2 of 3 rules on').waitFor()
    expect(asked('/rules/my_rule').map(({ body }) => body)).toEqual([{ enabled: true }])
    await page.context().close()
  })

  test('what is wrong is said beside its line, and a preview is of the text as it stands', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/rules/independent_sources_agree'))
    const editor = page.getByLabel('The rule, in YAML')
    await page.getByText('1 case of its own come out as they should.').waitFor()
    await editor.fill('title: A\nwrong: yes\n')
    await page.getByRole('button', { name: 'Line 2, column 1' }).waitFor()
    expect(await page.getByRole('button', { name: 'Preview' }).isDisabled()).toBe(true)
    await editor.fill('title: A\nname: independent_sources_agree\ncorrelation: {}\n')
    await page.getByRole('combobox', { name: 'How far back' }).selectOption('30')
    await page.getByRole('button', { name: 'Preview' }).click()
    await page.getByText('from 944 of 3,241 observations').waitFor()
    expect(asked('/rules/replay').at(-1)?.body).toMatchObject({ days: 30 })
    await page.context().close()
  })

  test('Ctrl S saves once the text has been read, and never a text that cannot be', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/rules/independent_sources_agree'))
    const editor = page.getByLabel('The rule, in YAML')
    const yaml = await editor.inputValue()
    await editor.fill(`${yaml}wrong: yes\n`)
    await page.keyboard.press('Control+s')
    await page.getByText('1 thing to correct').waitFor()
    await editor.fill(`${yaml}level: high\n`)
    await page.keyboard.press('Control+s')
    await page.getByText('Saved.').waitFor()
    const kept = asked('/rules/independent_sources_agree').filter(({ method }) => method === 'PUT')
    expect(kept.map(({ body }) => body)).toEqual([{ yaml: `${yaml}level: high\n` }])
    await page.context().close()
  })

  test('a new rule has the cursor at its start, and is not lost by a step aside once it is written', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/rules/new'))
    const editor = page.getByLabel('The rule, in YAML')
    await page.getByRole('button', { name: 'Save' }).waitFor()
    await page.keyboard.type('# Ours')
    expect(await editor.inputValue()).toMatch(/^# Ours/)
    await page.getByRole('link', { name: 'Overview', exact: true }).click()
    await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay' }).click()
    expect(await editor.inputValue()).toMatch(/^# Ours/)
    await page.context().close()
  })

  test('a detection opens to its evidence, which leads to the indicator', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/rules'))
    const found = page.getByRole('region', { name: 'What they found' })
    await found.getByText('198[.]51[.]100[.]1', { exact: true }).first().click()
    await found.getByText('threatfox').locator('visible=true').first().waitFor()
    await found.getByRole('link', { name: '198[.]51[.]100[.]1' }).first().click()
    await page.waitForURL(/\/indicators\//)
    await page.context().close()
  })
})

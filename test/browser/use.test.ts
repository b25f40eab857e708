/** The dashboard as a person uses it: by keyboard, by address, and when something goes wrong. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evaluate, signInOn } from './pages.ts'
import { LOGIN, noChromium, PHONE, type Stage, setStage } from './stage.ts'

describe.skipIf(noChromium())('using the dashboard', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(() => stage.close())
  const url = (path: string): string => `${stage.api.baseUrl}${path}`

  test('without a session every page leads to the sign-in, and back to where one wanted to go', async () => {
    const { page } = await stage.visit({ signedIn: false })
    await page.goto(url('/indicators?q=type%3Aurl'))
    await page.waitForURL(/\/login\?next=/)
    await page.getByLabel('Password').fill('wrong')
    await page.keyboard.press('Enter')
    await page.getByText('Account or password is wrong.').waitFor()
    await page.getByLabel('Password').fill(LOGIN.password)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/indicators\?q=type%3Aurl$/)
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(/\/login$/)
    await page.context().close()
  })

  test('search, open and next work by keyboard alone', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/'))
    await page.getByRole('heading', { name: 'Coming in' }).waitFor()
    await page.keyboard.press('/')
    await page.locator('input[name="q"]:focus').waitFor()
    await page.keyboard.type('type:ipv4 threat:c2')
    await page.keyboard.press('Enter')
    await page.waitForURL(/q=type%3Aipv4\+threat%3Ac2/)
    await page.getByText(/^\d+ indicators$/).waitFor()
    await page.locator('input[name="q"]').blur()
    await page.keyboard.press('j')
    await page.locator('[data-index="0"] a:focus').waitFor()
    await page.keyboard.press('j')
    await page.locator('[data-index="1"] a:focus').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('complementary', { name: 'Details' }).getByText('Why this score').waitFor()
    const opened = new URL(page.url()).searchParams.get('open')
    await page.keyboard.press(']')
    await page.waitForURL(address => address.searchParams.get('open') !== opened)
    await page.keyboard.press('Escape')
    await page.waitForURL(address => !address.searchParams.has('open'))
    await page.context().close()
  })

  test('the address holds the query, the order and the open indicator, and Back works', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/indicators?q=type%3Adomain&sort=newest'))
    await page.getByRole('button', { name: 'Newest', pressed: true }).waitFor()
    await page.locator('[data-index="2"] a').click()
    const details = page.getByRole('complementary', { name: 'Details' })
    const heading = await details.getByRole('heading', { level: 2 }).first().textContent()
    await page.reload()
    await details.getByText('Why this score').waitFor()
    expect(await details.getByRole('heading', { level: 2 }).first().textContent()).toBe(heading)
    expect(await page.locator('input[name="q"]').inputValue()).toBe('type:domain')
    await page.goBack()
    await details.waitFor({ state: 'detached' })
    await page.context().close()
  })

  test('a click on a facet writes the query, a click on its minus the opposite', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/indicators'))
    const filters = page.getByRole('complementary', { name: 'Filters' })
    await filters.getByRole('button', { name: /^Domain/ }).click()
    await page.waitForURL(/q=type%3Adomain$/)
    await filters.getByRole('button', { name: 'Exclude Phishing' }).click()
    await page.waitForURL(/q=type%3Adomain\+-threat%3Aphishing$/)
    expect(await page.locator('input[name="q"]').inputValue()).toBe('type:domain -threat:phishing')
    await page.context().close()
  })

  test('a faulty query shows a caret under the character and puts the cursor there', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/indicators?q=type%3Aurl+colour%3Ared'))
    await page.locator('[data-caret="9"]').waitFor()
    expect(await page.locator('[data-caret]').textContent()).toBe(`${' '.repeat(9)}^`)
    expect(await evaluate(page, 'document.activeElement.selectionStart')).toBe(9)
    await page.context().close()
  })

  test('the whole list can be walked though only the rows in sight exist', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/indicators?q=source%3Athreatfox'))
    await page.locator('[data-index="0"]').waitFor()
    expect(await page.locator('[data-index]').count()).toBeLessThanOrEqual(53)
    const list = page.getByRole('table', { name: 'Indicators found' }).getByRole('rowgroup').last()
    const lastAfterScroll = async (): Promise<number> => {
      await list.evaluate(element => element.scrollTo({ top: element.scrollHeight }))
      return Number(await page.locator('[data-index]').last().getAttribute('data-index'))
    }
    await expect.poll(lastAfterScroll, { timeout: 10_000 }).toBeGreaterThan(250)
    await page.context().close()
  })

  test('the palette gives the verdict on a pasted, defanged indicator', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/'))
    await page.getByRole('heading', { name: 'Coming in' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('203[.]0[.]113[.]66')
    const verdict = page.getByRole('option', { name: /Command and control/ })
    await verdict.waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: '203[.]0[.]113[.]66' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('s')
    await page.waitForURL(/\/sources$/)
    await page.context().close()
  })

  test('new indicators wait behind a button while the stream is held', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/'))
    await page.getByRole('button', { name: 'Hold the stream' }).click()
    stage.api.announce({ kind: 'indicators', source: 'feodo', at: new Date().toISOString(), new: 37, top: [] })
    stage.api.arrive()
    await page.getByRole('button', { name: '37 new' }).click()
    await page.getByText('198[.]51[.]100[.]200').waitFor()
    await page.context().close()
  })

  test('the theme is kept', async () => {
    const { page } = await stage.visit({ colorScheme: 'light' })
    await page.goto(url('/'))
    await page.getByRole('button', { name: /Change to dark/ }).click()
    await page.reload()
    expect(await evaluate(page, 'document.documentElement.dataset.theme')).toBe('dark')
    await page.context().close()
  })

  test('on a phone details are a sheet that closes', async () => {
    const { page } = await stage.visit(PHONE)
    await page.goto(url('/indicators'))
    await page.locator('[data-index="0"] a').tap()
    const sheet = page.getByRole('complementary', { name: 'Details' })
    await sheet.getByText('Why this score').waitFor()
    await sheet.getByRole('button', { name: 'Close details' }).tap()
    await sheet.waitFor({ state: 'detached' })
    await page.context().close()
  })

  test('on a phone every page is two touches away', async () => {
    const { page } = await stage.visit(PHONE)
    await page.goto(url('/'))
    const bar = page.getByRole('navigation', { name: 'Pages', exact: true })
    await bar.getByRole('button', { name: 'More' }).tap()
    await page.getByRole('navigation', { name: 'All pages' }).getByRole('link', { name: 'Protection' }).tap()
    await page.getByRole('heading', { name: 'Protection', level: 1 }).waitFor()
    await page.context().close()
  })

  test('a source can be paused and resumed, and a quarantine replayed', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/sources/emerging-threats'))
    await page.getByRole('button', { name: /^Pause/ }).click()
    await page.getByRole('button', { name: /^Resume/ }).click()
    await page.getByRole('button', { name: /^Pause/ }).waitFor()
    await page.getByRole('link', { name: /^Quarantine/ }).click()
    await page.getByRole('button', { name: 'Replay all' }).click()
    await page.getByText(/rows? refused again/).waitFor()
    await page.context().close()
  })

  test('when the server falls silent the page says so, keeps what it has, and recovers', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/sources'))
    await page.getByText('Feodo Tracker').waitFor()
    stage.api.silence(true)
    await page.getByRole('link', { name: 'Feodo Tracker' }).click()
    await page.getByText('The server does not answer; retrying.').waitFor()
    stage.api.silence(false)
    await page.getByRole('region', { name: 'Ledger of runs' }).waitFor()
    await page.getByText('The server does not answer; retrying.').waitFor({ state: 'detached' })
    await page.context().close()
  })

  test('the sample day is removed with one click', async () => {
    const { page } = await stage.visit({ signedIn: false })
    await signInOn(page, stage.api.baseUrl, LOGIN)
    await page.getByRole('button', { name: 'Remove sample data' }).click()
    await page.getByText('This is the built-in sample day.').waitFor({ state: 'detached' })
    await page.context().close()
  })
})

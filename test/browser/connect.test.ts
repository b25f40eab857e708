/** Connecting sources as a person does it: finding what is missing, trying it, saving it, and never seeing a secret again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RIGHT_KEY } from './fixture-connect.ts'
import { HOSTILE } from './hostile.ts'
import { evaluate } from './pages.ts'
import { noChromium, PHONE, type Stage, setStage } from './stage.ts'

describe.skipIf(noChromium())('connecting sources', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(() => stage.close())
  const url = (path: string): string => `${stage.api.baseUrl}${path}`
  const lastAsked = () => stage.api.asked.at(-1)

  test('the keyboard alone finds a source without its key, tries one and connects it', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/sources'))
    await page.getByRole('heading', { name: 'Needs a key' }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('pulsedive')
    await page.waitForURL(/\?q=pulsedive$/)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/sources\/pulsedive$/)
    const key = page.getByLabel('API key')
    await key.waitFor()
    while ((await evaluate(page, 'document.activeElement.type')) !== 'password') await page.keyboard.press('Tab')
    await page.keyboard.type('wrong')
    const presses = async (button: string): Promise<void> => {
      while ((await evaluate(page, 'document.activeElement.textContent')) !== button) await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
    }
    await presses('Try')
    await page.getByText('It does not work').waitFor()
    expect(lastAsked()).toMatchObject({ method: 'POST', path: '/sources/pulsedive/try', body: { settings: { key: 'wrong' } } })
    while ((await evaluate(page, 'document.activeElement.type')) !== 'password') await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Control+a')
    await page.keyboard.type(RIGHT_KEY)
    await page.keyboard.press('Enter')
    await page.getByText('Saved.').waitFor()
    await page.getByText('Set, and never shown').waitFor()
    await page.context().close()
  })

  test('a form saves only what changed', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/sources/otx'))
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    await page.getByLabel('Days to read back at first').fill('7')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    expect(lastAsked()).toEqual({ method: 'PATCH', path: '/sources/otx', body: { settings: { days: '7' } } })
    await page.getByRole('button', { name: /^Back to the default/ }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => lastAsked()?.body).toEqual({ settings: { days: '' } })
    await page.context().close()
  })

  test('a saved secret is nowhere on the page; it can be replaced and removed', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/sources/phishtank?view=settings'))
    const secret = page.getByRole('group', { name: 'Application key' })
    await secret.getByRole('button', { name: 'Replace' }).click()
    await page.locator('input[type="password"]:focus').fill('s3cret-as-typed')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    expect(lastAsked()?.body).toEqual({ settings: { key: 's3cret-as-typed' } })
    expect(await page.content()).not.toContain('s3cret-as-typed')
    expect(await page.locator('input[type="password"]').count()).toBe(0)
    await secret.getByRole('button', { name: 'Remove' }).click()
    await page.getByText('Removed when you save.').waitFor()
    await secret.getByRole('button', { name: 'Keep it' }).click()
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    await page.context().close()
  })

  test('what the configuration fixes can be read and not changed', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/sources/phishtank?view=settings'))
    const address = page.getByLabel('Address')
    await address.waitFor()
    expect(await address.getAttribute('readonly')).not.toBeNull()
    await page.getByText('fixed by the configuration').waitFor()
    await page.context().close()
  })

  test('a value that cannot be meant is said beside its field and not sent', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/sources/feodo?view=settings'))
    const address = page.getByLabel('Address')
    await address.fill('javascript:alert(1)')
    await page.getByText('Must be an http or https address.').waitFor()
    expect(await address.getAttribute('aria-invalid')).toBe('true')
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    expect(await page.getByRole('button', { name: 'Try' }).isDisabled()).toBe(true)
    await page.context().close()
  })

  test('unsaved changes are not lost by a step aside', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/sources/otx?view=settings'))
    await page.getByLabel('Days to read back at first').fill('99')
    await page.getByRole('link', { name: 'Runs' }).click()
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' })
    await dialog.getByRole('button', { name: 'Stay' }).click()
    expect(await page.getByLabel('Days to read back at first').inputValue()).toBe('99')
    await page.getByRole('link', { name: 'Indicators', exact: true }).click()
    await dialog.getByRole('button', { name: 'Discard and leave' }).click()
    await page.waitForURL(/\/indicators$/)
    await page.context().close()
  })

  test('a trial shows rows as they would be kept and refusals with their reason, all of it inert', async () => {
    const { page, complaints } = await stage.visit()
    await page.goto(url('/sources/feodo?view=settings'))
    await page.getByRole('button', { name: 'Try' }).click()
    const answer = page.getByRole('region', { name: 'What it answers' })
    await answer.getByText('It works').waitFor()
    await answer.getByText('203[.]0[.]113[.]7').first().waitFor()
    await answer.getByText('private address: 10.0.0.1 is in a private range (RFC 1918).').waitFor()
    expect(await answer.textContent()).toContain(HOSTILE.markup)
    expect(await answer.textContent()).toContain('invoice‹U+202E›fdp.exe')
    expect(
      await evaluate(
        page,
        `document.querySelectorAll('main img, main script, main [onload], main a[href^="javascript:"]').length`,
      ),
    ).toBe(0)
    expect(await evaluate(page, 'window.harmed ?? 0')).toBe(0)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('a source is switched on with one press, and says what it lacks while it is off', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/sources?show=off'))
    await page
      .getByText(/^Off Switch it on where its terms suit you/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Switch on: MISP instance' }).click()
    await page.getByText('MISP instance').waitFor({ state: 'detached' })
    expect(lastAsked()).toEqual({ method: 'PATCH', path: '/sources/misp', body: { enabled: true } })
    await page.context().close()
  })

  test('a source is read again from a date', async () => {
    const { page } = await stage.visit()
    await page.request.patch(url('/api/v1/sources/otx'), {
      headers: { 'x-keysguard': '1' },
      data: { settings: { key: RIGHT_KEY } },
    })
    await page.goto(url('/sources/otx?view=runs'))
    await page.getByRole('button', { name: 'Back-fill' }).click()
    await page.getByLabel('Read again from').fill('2025-11-01')
    await page.getByRole('button', { name: 'Read again' }).click()
    await page.getByText(/new of .* rows/).waitFor()
    expect(lastAsked()).toEqual({ method: 'POST', path: '/sources/otx/run', body: { since: '2025-11-01' } })
    await page.context().close()
  })

  test('the address holds group and words, and Back and a shortened link work', async () => {
    const { page } = await stage.visit()
    await page.goto(url('/sources?show=attention&q=block'))
    await page.getByText('Emerging Threats block list').waitFor()
    expect(await page.locator('a[data-source]').count()).toBe(1)
    await page.getByRole('link', { name: /^All/ }).click()
    await page.waitForURL(/\/sources\?q=block$/)
    await page.goBack()
    await page.waitForURL(/show=attention/)
    await page.goto(url('/sources?show=nonsense'))
    await page.getByRole('heading', { name: 'Running' }).waitFor()
    await page.context().close()
  })

  test('on a phone the ledger of runs tells its figures without being pushed aside', async () => {
    const { page } = await stage.visit(PHONE)
    await page.goto(url('/sources/spamhaus-drop'))
    const ledger = page.getByRole('region', { name: 'Ledger of runs' })
    await ledger
      .getByText(/\d received/)
      .first()
      .waitFor()
    expect(await evaluate(page, 'document.querySelector(\'[aria-label="Ledger of runs"]\').scrollWidth <= innerWidth')).toBe(true)
    await page.context().close()
  })

  test('on a phone a source can be connected with a thumb', async () => {
    const { page } = await stage.visit(PHONE)
    await page.goto(url('/sources?show=fine&q=feodo'))
    await page.locator('a[data-source="feodo"]').tap()
    await page.getByRole('link', { name: 'Settings' }).tap()
    await page.getByRole('button', { name: 'Try' }).tap()
    await page.getByText('It works').waitFor()
    expect(await evaluate(page, 'document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
    await page.context().close()
  })
})

/** Pictures of every page, dark and light, desktop and phone: for people to look at, and for the README. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launchChromium } from './chromium.ts'

/** Who signs in for the pictures. */
export interface Login {
  readonly account: string
  readonly password: string
}

const SCREENS: Readonly<Record<string, BrowserContextOptions>> = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
}
const THEMES = ['dark', 'light'] as const

/** Every page by name, with how to get there from anywhere. Ids come from the first result, whatever the data. */
const PAGES: Readonly<Record<string, (page: Page, baseUrl: string) => Promise<unknown>>> = {
  overview: (page, baseUrl) => page.goto(`${baseUrl}/`),
  indicators: (page, baseUrl) => page.goto(`${baseUrl}/indicators`),
  drawer: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/indicators`)
    await firstRow(page).click()
    await page.getByRole('complementary', { name: 'Details' }).getByText('Why this score').waitFor()
  },
  'query-error': (page, baseUrl) => page.goto(`${baseUrl}/indicators?q=${encodeURIComponent('type:url colour:red')}`),
  empty: (page, baseUrl) => page.goto(`${baseUrl}/indicators?q=nothing-is-called-this`),
  indicator: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/indicators`)
    const open = new URL((await firstRow(page).getAttribute('href')) ?? '/', baseUrl).searchParams.get('open')
    await page.goto(`${baseUrl}/indicators/${open}`)
    await page.getByText('Why this score').waitFor()
  },
  sources: (page, baseUrl) => page.goto(`${baseUrl}/sources`),
  source: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/sources`)
    await page.locator('main a[href^="/sources/"]').first().click()
  },
  palette: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/sources`)
    await page.getByRole('heading', { name: 'Sources' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('203[.]0[.]113[.]66')
    await page.waitForTimeout(400)
  },
  shortcuts: async (page, baseUrl) => {
    await page.goto(`${baseUrl}/sources`)
    await page.getByRole('heading', { name: 'Sources' }).waitFor()
    await page.keyboard.press('?')
  },
  'not-found': (page, baseUrl) => page.goto(`${baseUrl}/nowhere`),
}

const firstRow = (page: Page) => page.locator('main a[href*="open="]').first()

/** Signs in through the page, as a person does. */
export const signInOn = async (page: Page, baseUrl: string, { account, password }: Login): Promise<void> => {
  await page.goto(`${baseUrl}/login`)
  await page.getByLabel('Account').fill(account)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(url => url.pathname !== '/login')
}

/** The page has its data, its fonts and nothing under way. The event stream never ends, so "network idle" cannot be asked for. */
const settled = async (page: Page): Promise<void> => {
  await page.locator('[aria-label="Loading"]').first().waitFor({ state: 'detached' })
  await page.evaluate('document.fonts.ready.then(() => true)')
  await page.waitForTimeout(250)
}

const picture = async (
  browser: Browser,
  baseUrl: string,
  outDir: string,
  login: Login,
  theme: (typeof THEMES)[number],
  screen: string,
  only: readonly string[],
) => {
  const context = await browser.newContext({ ...SCREENS[screen], colorScheme: theme, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const written: string[] = []
  const shoot = async (name: string): Promise<void> => {
    await settled(page)
    const path = join(outDir, `${name}-${theme}-${screen}.png`)
    await page.screenshot({ path })
    written.push(path)
  }
  await page.goto(`${baseUrl}/login`)
  if (only.length === 0 || only.includes('login')) await shoot('login')
  await signInOn(page, baseUrl, login)
  for (const [name, go] of Object.entries(PAGES)) {
    if (only.length > 0 && !only.includes(name)) continue
    await go(page, baseUrl)
    await shoot(name)
  }
  await context.close()
  return written
}

/** Writes `<page>-<theme>-<screen>.png` into `outDir` and gives their paths. `only` limits the pages. */
export const takeScreenshots = async (
  baseUrl: string,
  outDir: string,
  login: Login,
  only: readonly string[] = [],
): Promise<string[]> => {
  mkdirSync(outDir, { recursive: true })
  const browser = await launchChromium()
  try {
    const written: string[] = []
    for (const theme of THEMES) {
      for (const screen of Object.keys(SCREENS))
        written.push(...(await picture(browser, baseUrl, outDir, login, theme, screen, only)))
    }
    return written
  } finally {
    await browser.close()
  }
}

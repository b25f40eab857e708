/** Pictures of every page, dark and light, desktop and phone: for people to look at, and for the README. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { launchChromium } from './chromium.ts'
import { type Login, PAGES, settled, signInOn } from './pages.ts'

const SCREENS: Readonly<Record<string, BrowserContextOptions>> = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
}
const THEMES = ['dark', 'light'] as const

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
  page.on('dialog', dialog => void dialog.accept())
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

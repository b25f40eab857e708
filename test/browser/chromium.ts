/** The browser of the tests: the system's Chromium, with the flags under which it draws the same everywhere. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
]

/** Where Chromium is; null when there is none, and browser tests have nothing to run in. */
export const chromiumPath = (): string | null => {
  const path = process.env.KEYSGUARD_CHROMIUM ?? '/usr/bin/chromium'
  return existsSync(path) ? path : null
}

export const launchChromium = (): Promise<Browser> => {
  const executablePath = chromiumPath()
  if (executablePath === null) throw new Error('No Chromium: install it or set KEYSGUARD_CHROMIUM to its path.')
  return chromium.launch({ executablePath, args: FLAGS })
}

/** Lets the browser fetch the two fonts of the first screen beside the script instead of after the style sheet. */
import type { Plugin } from 'vite'

const FIRST_SCREEN = /(archivo-latin-standard-normal|jetbrains-mono-latin-wght-normal).*\.woff2$/

export const preloadFonts = (): Plugin => ({
  name: 'keysguard:preload-fonts',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter(file => FIRST_SCREEN.test(file))
        .map(file => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: true },
          injectTo: 'head' as const,
        })),
  },
})

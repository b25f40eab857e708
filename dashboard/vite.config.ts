/** Build of the dashboard: one shell, one chunk a route, text assets precompressed. */
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { precompress } from './build/precompress.ts'
import { preloadFonts } from './build/preload-fonts.ts'

const server = `http://127.0.0.1:${process.env.KEYSGUARD_PORT ?? '8811'}`

export default defineConfig({
  plugins: [react(), tailwindcss(), preloadFonts(), precompress()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { '/api': server } },
})

/** The best known extractor on npm, for comparison. */
import { extractIOC } from 'ioc-extractor'

export const peerExtractor = { name: 'ioc-extractor (npm)', extract: (text: string): unknown => extractIOC(text) }

/** The words for what an indicator is up to. */
import { type IndicatorSummary, THREAT_TYPES } from '@keysguard/model'
import { inert } from '../client/inert.ts'

/** "Command and control · Emotet" */
export const threatLine = ({ threat, malware }: Pick<IndicatorSummary, 'threat' | 'malware'>): string =>
  [THREAT_TYPES[threat], ...malware.slice(0, 2).map(inert)].join(' · ')

/** Of all CVSS scores of a record, the one to go by: the newest version, from NVD itself where it has scored. */
import { z } from 'zod'

const Metric = z.looseObject({
  type: z.string().nullish(),
  cvssData: z.looseObject({
    version: z.string(),
    vectorString: z.string().nullish(),
    baseScore: z.number().min(0).max(10),
    baseSeverity: z.string().nullish(),
  }),
  /** Version 2 has it here. */
  baseSeverity: z.string().nullish(),
})
const list = z.array(Metric).nullish()
export const Metrics = z.looseObject({ cvssMetricV40: list, cvssMetricV31: list, cvssMetricV30: list, cvssMetricV2: list })

export const bestScore = (metrics: z.infer<typeof Metrics>): { readonly value: number; readonly text: string } | undefined => {
  for (const version of [metrics.cvssMetricV40, metrics.cvssMetricV31, metrics.cvssMetricV30, metrics.cvssMetricV2]) {
    const metric = version?.find(({ type }) => type === 'Primary') ?? version?.[0]
    if (!metric) continue
    const { baseScore, baseSeverity, vectorString, version: named } = metric.cvssData
    const severity = (baseSeverity ?? metric.baseSeverity ?? '').toLowerCase()
    return { value: baseScore, text: [baseScore.toFixed(1), severity, vectorString ?? `version ${named}`].join(' ').trim() }
  }
  return undefined
}

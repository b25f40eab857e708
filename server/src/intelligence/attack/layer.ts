/** Layers of the ATT&CK Navigator, format 4.5: https://github.com/mitre-attack/attack-navigator/blob/master/layers/spec/v4.5/layerformat.md */
import type { NavigatorLayer } from '@keysguard/model'
import { type Attack, parentOf } from './attack.ts'

/** Scores by technique; the colours run from nothing to the highest. */
export const layerOf = (
  attack: Attack,
  {
    name,
    description,
    scores,
  }: { readonly name: string; readonly description: string; readonly scores: ReadonlyMap<string, number> },
): NavigatorLayer => {
  const known = [...scores].filter(([id, score]) => score > 0 && attack.objects.get(id)?.kind === 'technique')
  return {
    name,
    versions: {
      ...(attack.release?.version ? { attack: attack.release.version.split('.')[0] } : {}),
      navigator: '5.1.0',
      layer: '4.5',
    },
    domain: 'enterprise-attack',
    description,
    gradient: {
      colors: ['#fff7e6ff', '#e8590cff'],
      minValue: 0,
      maxValue: Math.max(1, ...known.map(([, score]) => score)),
    },
    techniques: known
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([techniqueID, score]) => ({ techniqueID, score, enabled: true, showSubtechniques: techniqueID.includes('.') })),
    legendItems: [],
    metadata: [],
    sorting: 3,
    hideDisabled: false,
  }
}

/**
 * Coverage by technique, 0..100, of layers that were brought: of several the best counts. A score is taken in the layer's own gradient;
 * a technique that stands there without a score is covered when it is enabled. What covers all of a technique covers its parts.
 */
export const coverageOf = (attack: Attack, layers: readonly NavigatorLayer[]): Map<string, number> => {
  const coverage = new Map<string, number>()
  for (const { techniques, gradient } of layers) {
    const [low, high] = [gradient?.minValue ?? 0, gradient?.maxValue ?? 100]
    for (const { techniqueID, score, enabled } of techniques) {
      const technique = attack.find(techniqueID)
      if (technique?.kind !== 'technique' || enabled === false) continue
      const share = score === null || score === undefined ? 1 : (score - low) / Math.max(1e-9, high - low)
      const percent = Math.round(Math.min(1, Math.max(0, share)) * 100)
      coverage.set(technique.id, Math.max(coverage.get(technique.id) ?? 0, percent))
    }
  }
  for (const id of attack.objects.keys()) {
    const whole = coverage.get(parentOf(id))
    if (id.includes('.') && whole !== undefined) coverage.set(id, Math.max(coverage.get(id) ?? 0, whole))
  }
  return coverage
}

/** Louvain from its library, whose types say `default` where Node gives the function itself. */
import type { UndirectedGraph } from 'graphology'
import louvain from 'graphology-communities-louvain'

const detect: unknown = louvain

/** The community of each node. Edges have a `weight`; nodes are walked in their order, so that the same graph gives the same answer. */
export const communityOf = (graph: UndirectedGraph, resolution: number): Readonly<Record<string, number>> => {
  if (typeof detect !== 'function') throw new Error('graphology-communities-louvain exports no function')
  return detect(graph, { resolution, randomWalk: false, getEdgeWeight: 'weight' })
}

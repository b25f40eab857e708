/** What a person reads of a threat's status and history. */
import type { ThreatEventKind, ThreatStatus } from '@keysguard/model'

export const STATUS_WORD: Readonly<Record<ThreatStatus, string>> = {
  new: 'New',
  investigating: 'Investigating',
  contained: 'Contained',
  closed: 'Closed',
}

export const EVENT_WORD: Readonly<Record<ThreatEventKind, string>> = {
  formed: 'Formed',
  split: 'Split',
  merged: 'Merged',
  joined: 'Joined',
  left: 'Left',
  dissolved: 'Fell apart',
  undone: 'Taken back',
  status: 'Status',
  owner: 'Looked after by',
  title: 'Called',
}

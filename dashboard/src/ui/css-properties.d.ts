/** Custom properties we set from data. */
import 'react'

declare module 'react' {
  interface CSSProperties {
    /** A width or a place, with its unit. */
    '--share'?: string
    /** Where something starts, with its unit. */
    '--from'?: string
  }
}

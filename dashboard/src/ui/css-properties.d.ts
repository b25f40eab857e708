/** Custom properties we set from data. */
import 'react'

declare module 'react' {
  interface CSSProperties {
    '--share'?: string
  }
}

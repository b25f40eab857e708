/** Waits for some work, but not for ever: it goes on behind the answer. */
export const settledWithin = (work: Promise<void>, waitMs: number): Promise<void> =>
  new Promise(resolve => {
    const timer = setTimeout(resolve, waitMs)
    void work.finally(() => {
      clearTimeout(timer)
      resolve()
    })
  })

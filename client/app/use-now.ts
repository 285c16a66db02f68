import { useEffect, useState } from 'react'

const seconds = () => Date.now() / 1_000

/** The local clock, NumericDate, read once a second. */
export function useNow(): number {
  const [now, setNow] = useState(seconds)
  useEffect(() => {
    const handle = setInterval(() => setNow(seconds()), 1_000)
    return () => clearInterval(handle)
  }, [])
  return now
}

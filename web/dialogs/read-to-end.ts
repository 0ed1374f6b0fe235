/** Calls back once, when the element has come into sight: the reader has reached the end. */
export function watchEnd(element: Element, onReached: () => void): () => void {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return
    observer.disconnect()
    onReached()
  })
  observer.observe(element)
  return () => observer.disconnect()
}

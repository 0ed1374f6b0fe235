/** Takes a whole processor core for as long as it is asked to, in milliseconds. */
addEventListener('message', ({ data }: MessageEvent<number>) => {
  const ends = performance.now() + data
  while (performance.now() < ends) Math.sqrt(Math.random())
})

/** Processor time of this process and of its children that have ended, in seconds. */
export declare function cpuSeconds(): number

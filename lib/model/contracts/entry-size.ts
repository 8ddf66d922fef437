/** A standard parameter holds at most 4 KB, and a catalogue entry is one. */
export const LARGEST_ENTRY_BYTES = 4096;

/** What a file may be, so that no text from outside can hold the machine. An OpenSLO document has 1 to 3 KB. */

/** A thousand SLOs with their indicators have about this. */
export const LARGEST_FILE_BYTES = 1_000_000;

/** Nodes that aliases repeat in one document. Nine levels of nine aliases ("billion laughs") would be 400 million. */
export const MOST_ALIASED_NODES = 10_000;

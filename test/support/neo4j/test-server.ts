/** A Neo4j server that tests may fill and wipe, and how to log in to it. */
export interface TestServer {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Absent: the user's home database. */
  readonly database?: string;
}

/** The store on a Neo4j server, beside the bare driver: `npm run bench -- neo4j [transactions]`. */
import { benchIngest } from './neo4j-ingest.ts';

const TRANSACTIONS = 200_000;

export async function benchNeo4j([transactions]: readonly string[]): Promise<void> {
  await benchIngest(transactions === undefined ? TRANSACTIONS : Number(transactions));
}

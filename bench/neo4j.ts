/** The store on a Neo4j server, beside the bare driver: `npm run bench -- neo4j [transactions]`. */
import { benchExplore } from './neo4j-explore.ts';
import { benchIngest } from './neo4j-ingest.ts';
import { benchProjection } from './neo4j-projection.ts';
import { benchWriteBack } from './neo4j-write-back.ts';

const TRANSACTIONS = 200_000;

export async function benchNeo4j([transactions]: readonly string[]): Promise<void> {
  const count = transactions === undefined ? TRANSACTIONS : Number(transactions);
  await benchIngest(count);
  await benchProjection(count);
  await benchExplore(count);
  await benchWriteBack();
}

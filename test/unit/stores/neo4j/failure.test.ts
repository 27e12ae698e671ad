import { Neo4jError } from 'neo4j-driver';
import { expect, it } from 'vitest';
import { InvalidInputError } from '../../../../src/domain/errors.ts';
import { isOutOfMemory, storeFailure } from '../../../../src/stores/neo4j/failure.ts';
import { requireSupportedServer } from '../../../../src/stores/neo4j/migrations.ts';

const thrown = (code: string, message = "Node with id 'p-4711' and name 'Ann'") =>
  new Neo4jError(message, code, '', '');

it.each([
  ['Neo.ClientError.Security.Unauthorized', 'invalid_config', /NEO4J_PASSWORD/],
  ['Neo.ClientError.Security.AuthenticationRateLimit', 'invalid_config', /wait/],
  ['Neo.ClientError.Security.CredentialsExpired', 'invalid_config', /ALTER CURRENT USER/],
  ['Neo.ClientError.Security.Forbidden', 'invalid_config', /NEO4J_USER/],
  ['Neo.ClientError.Database.DatabaseNotFound', 'invalid_config', /NEO4J_DATABASE/],
  ['Neo.TransientError.General.MemoryPoolOutOfMemoryError', 'limit_exceeded', /db\.memory\.transaction/],
  ['Neo.TransientError.Transaction.DeadlockDetected', 'store_unavailable', /try again/],
  ['Neo.DatabaseError.General.UnknownError', 'store_unavailable', /try again/],
  ['ServiceUnavailable', 'store_unavailable', /NEO4J_URI/],
  ['SessionExpired', 'store_unavailable', /NEO4J_URI/],
  ['Neo.ClientError.Statement.SyntaxError', 'invariant', /a statement of ours/],
])('tells %s as %s', (code, kind, mend) => {
  const failure = storeFailure('read a run', thrown(code, 'Failed. Caused by: connect ECONNREFUSED'));
  expect(failure).toMatchObject({ code: kind, message: expect.stringMatching(mend) as string });
  expect(failure.message).toMatch(/^read a run: /);
});

it('says where nothing answers, and no more where the driver has no reason', () => {
  const refused = thrown(
    'ServiceUnavailable',
    'Failed to connect. Caused by: connect ECONNREFUSED 127.0.0.1:9',
  );
  expect(storeFailure('read a run', refused, 'db:9').message).toMatch(
    /^read a run: no Neo4j server answers at db:9 \(connect ECONNREFUSED 127\.0\.0\.1:9\); start it/,
  );
  const undiscovered = thrown(
    'ServiceUnavailable',
    'Could not perform discovery. No routing servers available. Known routing table: RoutingTable[]',
  );
  expect(storeFailure('read a run', undiscovered, 'db:9').message).toMatch(
    /^read a run: no Neo4j server answers at db:9; start it/,
  );
});

it('repeats no words of the server that may quote data', () => {
  const failure = storeFailure('read a run', thrown('Neo.ClientError.Schema.ConstraintValidationFailed'));
  expect(failure.message).not.toMatch(/p-4711|Ann/);
});

it('leaves errors of ours as they are, and knows what is behind them', () => {
  const own = new InvalidInputError('x');
  expect(storeFailure('y', own)).toBe(own);
  const cause = thrown('Neo.TransientError.General.MemoryPoolOutOfMemoryError');
  expect(isOutOfMemory(storeFailure('x', cause))).toBe(true);
  expect(isOutOfMemory(own)).toBe(false);
});

it.each(['Neo4j/5.26.0', 'Neo4j/5.26.16', 'Neo4j/5.27.0', 'Neo4j/2025.01.0', 'Neo4j/2026.10.1'])(
  'supports %s',
  (agent) => {
    expect(() => {
      requireSupportedServer(agent, 'neo4j://db');
    }).not.toThrow();
  },
);

it.each(['Neo4j/5.25.1', 'Neo4j/4.4.40', 'Memgraph/3.0', 'Neo4j/dev', ''])(
  'refuses %j by its name',
  (agent) => {
    expect(() => {
      requireSupportedServer(agent, 'neo4j://db');
    }).toThrow(agent === '' ? 'calls itself nothing' : `calls itself ${agent}`);
  },
);

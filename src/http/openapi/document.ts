import { createDocument } from 'zod-openapi';
import { graphPaths } from './graph.ts';
import { runPaths } from './runs.ts';
import { scorePaths } from './scores.ts';
import { servicePaths } from './service.ts';
import { timePaths } from './time.ts';

/** The OpenAPI 3.1 document of all that is served. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Credence',
      version: '1.0.0',
      description:
        'Trust scores from 350 to 950 with everything that explains them. Every read names a purpose and is recorded.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [
      { name: 'scores', description: 'Reading scores and what explains them.' },
      { name: 'time', description: 'What a score was, why it changed, and what it would be.' },
      { name: 'runs', description: 'Making scores anew, and the runs that are held.' },
      { name: 'graph', description: 'Looking around in the graph, for analysts.' },
      { name: 'service', description: 'About the service itself.' },
    ],
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key that `credence keys create` has issued.' },
      },
    },
    paths: {
      ...scorePaths(),
      ...graphPaths(),
      ...timePaths(),
      ...runPaths(),
      ...servicePaths(),
    },
  });
}
